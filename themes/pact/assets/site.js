/** What every page does with a script: search fields. */

import { showFields } from "./field.js";

showFields(document);
