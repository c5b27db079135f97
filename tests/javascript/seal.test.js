/** What is sealed is opened by the private key alone: here by other code than seals it. */
import assert from "node:assert/strict";
import { createDecipheriv, createHash, createPublicKey, diffieHellman, generateKeyPairSync, webcrypto } from "node:crypto";
import { test } from "node:test";

import { canSeal, seal } from "../../static/js/outbox/seal.js";

// Node 18 has it under another name.
globalThis.crypto ??= webcrypto;

const WORDS = "ایک کارکن میری خالہ کو تھپڑ مارتی ہے 😀";
const bytesOf = (part) => Buffer.from(part, "base64url");

function keys() {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const { x, y } = publicKey.export({ format: "jwk" });
  return { key: { kid: "one", x, y }, privateKey };
}

/** The key of RFC 7518 §4.6.2, of its one round: lengths in four bytes before each name. */
function contentKey(privateKey, epk) {
  const secret = diffieHellman({ privateKey, publicKey: createPublicKey({ key: epk, format: "jwk" }) });
  const info = "00000007" + Buffer.from("A256GCM").toString("hex") + "00000000" + "00000000" + "00000100";
  return createHash("sha256").update(Buffer.from("00000001", "hex")).update(secret).update(Buffer.from(info, "hex")).digest();
}

function opened(sealed, privateKey) {
  const [named, wrapped, iv, locked, tag] = sealed.split(".");
  const header = JSON.parse(bytesOf(named));
  const lock = createDecipheriv("aes-256-gcm", contentKey(privateKey, header.epk), bytesOf(iv));
  lock.setAAD(Buffer.from(named)).setAuthTag(bytesOf(tag));
  const text = Buffer.concat([lock.update(bytesOf(locked)), lock.final()]).toString();
  return { header, wrapped, text };
}

test("the key opens it, and its header says which key", async () => {
  const { key, privateKey } = keys();
  const { header, wrapped, text } = opened(await seal(key, WORDS), privateKey);
  const { epk, ...named } = header;
  assert.deepEqual(named, { alg: "ECDH-ES", enc: "A256GCM", kid: "one" });
  assert.deepEqual(Object.keys(epk), ["kty", "crv", "x", "y"]);
  assert.deepEqual([wrapped, text], ["", WORDS]);
});

test("the same words are sealed otherwise each time", async () => {
  const { key } = keys();
  const [one, other] = [await seal(key, WORDS), await seal(key, WORDS)].map((each) => each.split("."));
  const same = one.filter((part, place) => part === other[place]);
  assert.deepEqual(same, [""]);
});

test("another key opens nothing, and neither does the right one what was changed", async () => {
  const { key, privateKey } = keys();
  const sealed = await seal(key, WORDS);
  assert.throws(() => opened(sealed, keys().privateKey));
  const parts = sealed.split(".");
  parts[0] = Buffer.from(JSON.stringify({ ...JSON.parse(bytesOf(parts[0])), kid: "two" })).toString("base64url");
  assert.throws(() => opened(parts.join("."), privateKey));
});

test("a browser without WebCrypto cannot seal", () => {
  assert.equal(canSeal(), true);
  const there = Object.getOwnPropertyDescriptor(globalThis, "crypto");
  Object.defineProperty(globalThis, "crypto", { value: {}, configurable: true });
  assert.equal(canSeal(), false);
  Object.defineProperty(globalThis, "crypto", there);
});
