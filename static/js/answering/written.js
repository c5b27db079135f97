/**
 * What was written in the boxes of a question, read as an answer or as a fault: the twin of
 * app/surveys/written.py, held to tests/vectors/written.json.
 *
 * A question is `{ kind, codes, alone, minimum, maximum, earliest, latest, most }`: the codes
 * offered, those that stand alone, and how many characters are taken.
 */

const SPACE = "\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";
// Marks that nobody sees. Written out, because languages differ in what they call white space.
const MARK = "\\xad\\u061c\\u180e\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u206f\\ufeff";
const UNSEEN = new RegExp(`[${SPACE}${MARK}]`, "g");
const MARKS = new RegExp(`[${MARK}]`, "g");
const ENDS = new RegExp(`^[${SPACE}]+|[${SPACE}]+$`, "g");
const NUMBER = /^[+-]?[0-9]{1,15}$/;
const THOUSANDS = /^[+-]?[0-9]{1,3}([ \xa0\u2009\u202f][0-9]{3})+$/;
const WITH_DECIMAL_MARK = /^(?=.*[.,٫٬،．，])[+-]?[.,٫٬،．，]*[0-9][0-9.,٫٬،．，]*$/;
const DATE = /^([1-9][0-9]{3})([-/.])([0-9]{1,2})\2([0-9]{1,2})$/;
const [WRITTEN, MEANT] = ["‐‑‒–−﹣－＋／．", "-------+/."];
const SIGN = new RegExp(`[${WRITTEN}]`, "g");
const DIGIT = /\p{Nd}/gu;

const CHOICES = ["single_choice", "rating", "yes_no"];

/** The text with every end of a line written as one character, as it is counted and stored. */
export const withOneLineEnd = (text) => text.replace(/\r\n?/g, "\n");

/** Whether there is nothing in it that anybody would see. */
export const isBlank = (text) => text.replace(UNSEEN, "") === "";

/** How many characters there are: code points, an end of a line being one. */
export const lengthOf = (text) => [...withOneLineEnd(text)].length;

const isDigit = (code) => code >= 0 && String.fromCodePoint(code).search(DIGIT) === 0;

/** Unicode puts the ten digits of a script in a row, and only whole rows beside each other. */
function valueOf(digit) {
  const code = digit.codePointAt(0);
  let before = 0;
  while (isDigit(code - before - 1)) before += 1;
  return before % 10;
}

/** Digits of any script as 0 to 9, one sign for minus, no marks, no white space at the ends. */
const plain = (text) =>
  text
    .replace(MARKS, "")
    .replace(DIGIT, valueOf)
    .replace(ENDS, "")
    .replace(SIGN, (sign) => MEANT[WRITTEN.indexOf(sign)]);

function codesOf({ codes, alone }, written) {
  if (!written.every((code) => codes.includes(code))) return { fault: "no such option" };
  const answer = codes.filter((code) => written.includes(code));
  const clash = answer.length > 1 && answer.some((code) => alone.includes(code));
  return clash ? { fault: "clash" } : { answer };
}

function numberOf({ minimum, maximum }, text) {
  let digits = plain(text);
  if (THOUSANDS.test(digits)) digits = digits.replace(UNSEEN, "");
  if (!NUMBER.test(digits)) return { fault: WITH_DECIMAL_MARK.test(digits) ? "decimal" : "no number" };
  // Nought has no sign, as in the server's whole numbers.
  const answer = Number(digits) || 0;
  if (minimum !== undefined && answer < minimum) return { fault: "too small", number: minimum };
  if (maximum !== undefined && answer > maximum) return { fault: "too large", number: maximum };
  return { answer };
}

function dateOf({ earliest, latest }, text) {
  const found = DATE.exec(plain(text));
  if (!found) return { fault: "no date" };
  const [year, month, day] = [found[1], found[3], found[4]].map(Number);
  const there = new Date(Date.UTC(year, month - 1, day));
  // A day that no month has would be one of the next.
  if (there.getUTCMonth() !== month - 1 || there.getUTCDate() !== day) return { fault: "no date" };
  const answer = there.toISOString().slice(0, 10);
  const isOutside = (earliest && answer < earliest) || (latest && answer > latest);
  return isOutside ? { fault: "outside" } : { answer };
}

function textOf({ most }, answer) {
  const over = lengthOf(answer) - most;
  return over > 0 ? { fault: "too long", number: over } : { answer };
}

/** `{ answer }`, `{ fault, number }` where what was written is none, `{}` where all is blank. */
export function read(question, values) {
  const written = values.map(withOneLineEnd).filter((text) => !isBlank(text));
  if (!written.length) return {};
  if (question.kind === "multiple_choice") return codesOf(question, written);
  if (written.length > 1) return { fault: "several" };
  const [text] = written;
  if (CHOICES.includes(question.kind)) {
    return question.codes.includes(text) ? { answer: text } : { fault: "no such option" };
  }
  if (question.kind === "number") return numberOf(question, text);
  return question.kind === "date" ? dateOf(question, text) : textOf(question, text);
}
