/** A shared tablet: awake, cleared for the next person, and shown to staff behind a PIN. */
import { wakeful } from "./awake.js";
import * as idle from "./idle.js";
import * as staff from "./staff.js";
import { leaveNoTrace } from "./trace.js";

wakeful();
leaveNoTrace();
idle.begin();
staff.begin();
