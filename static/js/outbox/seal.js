/**
 * Sealing: a JSON Web Encryption (RFC 7516) that only the server's private key opens, so that a
 * lost tablet reads as noise. ECDH-ES on P-256 and A256GCM, with what every browser has.
 */

const CURVE = { name: "ECDH", namedCurve: "P-256" };
const BITS = 256;
const encoder = new TextEncoder();

function base64url(bytes) {
  let letters = "";
  for (const byte of new Uint8Array(bytes)) letters += String.fromCharCode(byte);
  return btoa(letters).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

/** A number below 65536 as four bytes, the way the key derivation wants lengths. */
const word = (number) => [0, 0, number >> 8, number & 255];

/** The Concat KDF of RFC 7518 §4.6.2, of which one round is enough for this key. */
async function contentKey(secret) {
  const algorithm = encoder.encode("A256GCM");
  const info = [...word(algorithm.length), ...algorithm, ...word(0), ...word(0), ...word(BITS)];
  const round = new Uint8Array([...word(1), ...new Uint8Array(secret), ...info]);
  const digest = await crypto.subtle.digest("SHA-256", round);
  return crypto.subtle.importKey("raw", digest, "AES-GCM", false, ["encrypt"]);
}

async function agree(key) {
  const shape = { kty: "EC", crv: "P-256", x: key.x, y: key.y };
  const theirs = await crypto.subtle.importKey("jwk", shape, CURVE, false, []);
  const ours = await crypto.subtle.generateKey(CURVE, true, ["deriveBits"]);
  const { kty, crv, x, y } = await crypto.subtle.exportKey("jwk", ours.publicKey);
  const secret = await crypto.subtle.deriveBits({ name: "ECDH", public: theirs }, ours.privateKey, BITS);
  return { secret, epk: { kty, crv, x, y } };
}

/** Whether this browser can seal: not on plain http, where there is no WebCrypto. */
export const canSeal = () => Boolean(globalThis.crypto && crypto.subtle);

/** Seal a text to the server's public key `{ kid, x, y }`. */
export async function seal(key, text) {
  const { secret, epk } = await agree(key);
  const header = { alg: "ECDH-ES", enc: "A256GCM", kid: key.kid, epk };
  const named = base64url(encoder.encode(JSON.stringify(header)));
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const way = { name: "AES-GCM", iv, additionalData: encoder.encode(named) };
  const locked = await crypto.subtle.encrypt(way, await contentKey(secret), encoder.encode(text));
  const end = locked.byteLength - 16;
  return [named, "", base64url(iv), base64url(locked.slice(0, end)), base64url(locked.slice(end))].join(".");
}
