/** What every page does with a script: search fields, and statuses that are true today. */

import { showFields } from "./field.js";
import { restateAll } from "./standing.js";

showFields(document);
restateAll(document);
