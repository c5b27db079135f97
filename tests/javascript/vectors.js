/** The vectors that Python reads too. */
import { readFileSync } from "node:fs";

export const vectors = (name) =>
  JSON.parse(readFileSync(new URL(`../vectors/${name}.json`, import.meta.url), "utf8"));
