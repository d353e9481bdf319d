/** What every page does with a script: search fields, statuses that are true today, and what is printed. */

import { showFields } from "./field.js";
import "./print.js";
import { restateAll } from "./standing.js";

showFields(document);
restateAll(document);
