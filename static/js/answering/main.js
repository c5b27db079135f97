/** What script adds to the respondents' pages. Each of them works without it. */
import * as comfort from "./comfort.js";
import * as draft from "./draft.js";
import * as leaving from "./leaving.js";
import * as home from "./home.js";
import * as outbox from "./outbox.js";
import * as letters from "./letters.js";
import { kind, root } from "./page.js";
import * as steps from "./steps.js";
import * as worker from "./worker.js";

root.classList.add("able");
if (kind === "thanks") draft.clear();
letters.begin();
comfort.begin();
leaving.begin();
steps.begin();
outbox.begin();
worker.begin();
home.begin();
