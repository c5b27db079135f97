/** The reading view with script: keys, words marked for masking, and a draft translation. */
import { offerDraft } from "./draft.js";
import { listenForKeys } from "./keys.js";
import { offerMasking } from "./masking.js";

listenForKeys();
offerMasking();
offerDraft();
