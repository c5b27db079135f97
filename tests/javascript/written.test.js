/** The page reads what was written as the server does, vector by vector. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { isBlank, lengthOf, read } from "../../static/js/answering/written.js";
import { vectors } from "./vectors.js";

for (const { name, question, written, ...expected } of vectors("written")) {
  test(name, () => assert.deepEqual(read(question, written), expected));
}

test("every digit of every script that the server reads is read", () => {
  for (const [value, letters] of Object.entries(vectors("digits"))) {
    for (const letter of letters) {
      assert.deepEqual(read({ kind: "number" }, [`1${letter}`]), { answer: 10 + Number(value) });
    }
  }
});

test("an end of a line counts as one letter, and so does a letter of two halves", () => {
  assert.deepEqual(["a\r\nb", "😀", "ਪੰ", ""].map(lengthOf), [3, 1, 2, 0]);
});

test("what nobody sees is blank", () => {
  assert.deepEqual([" \u200b\n", "\u2066\u2069", ".", "0"].map(isBlank), [true, true, false, false]);
});
