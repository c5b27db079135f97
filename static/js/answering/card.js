/** The code of a card: eight characters of Crockford's base 32, the last a check (Luhn modulo 32). */

const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const LENGTH = 8;

const plain = (typed) =>
  typed.normalize("NFKC").toUpperCase().replace(/[^0-9A-Z]/g, "").replace(/O/g, "0").replace(/[IL]/g, "1");

/** Whether no card can have this code, so that a character must be wrong or missing. */
export function isSlip(typed) {
  const values = [...plain(typed)].map((letter) => ALPHABET.indexOf(letter));
  if (values.length !== LENGTH || values.includes(-1)) return true;
  const size = ALPHABET.length;
  const parts = values.reverse().map((value, place) => {
    const doubled = value * (1 + (place % 2));
    return Math.floor(doubled / size) + (doubled % size);
  });
  return parts.reduce((sum, part) => sum + part) % size !== 0;
}
