/** The page asks the same questions as the Python engine, vector by vector. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { asked } from "../../static/js/answering/rules.js";
import { vectors } from "./vectors.js";

for (const vector of vectors("rules")) {
  test(vector.name, () => {
    const ids = asked(vector.questions, vector.answers).map(({ id }) => id);
    assert.deepEqual(ids, vector.asked);
  });
}
