/**
 * The outbox: answers that were given here and are not yet on the server, in IndexedDB.
 *
 * An entry is `{ id, address, sealed, keptAt, state, status }`: the address it is posted to, the
 * answers sealed to the server's key, `state` "waiting" or, with the server's `status` and when it was
 * tried (`triedAt`), "refused".
 * It goes only when the server has said that it is stored.
 */

const NAME = "own-words";
const STORE = "outbox";
const DEAD = ["InvalidStateError", "UnknownError", "AbortError"];
const PATIENCE = 5000;
let opened;

function open() {
  return new Promise((done, failed) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: "id" });
    request.onerror = () => failed(request.error);
    request.onblocked = () => failed(new DOMException("blocked", "UnknownError"));
    request.onsuccess = () => {
      const database = request.result;
      // Some phones close a database of a page in the background; the next use opens it again.
      database.onclose = forget;
      database.onversionchange = () => {
        database.close();
        forget();
      };
      done(database);
    };
  });
}

function forget() {
  opened = undefined;
}

function transact(database, mode, deed) {
  return new Promise((done, failed) => {
    const transaction = database.transaction(STORE, mode, { durability: "strict" });
    const request = deed(transaction.objectStore(STORE));
    transaction.oncomplete = () => done(request.result);
    transaction.onabort = () => failed(transaction.error || new DOMException("", "AbortError"));
    transaction.onerror = () => failed(transaction.error || request.error);
  });
}

/** Some phones never answer at all; whoever sends must not wait for that. */
function inTime(work) {
  const late = new DOMException("the database does not answer", "TimeoutError");
  return Promise.race([work, new Promise((_, failed) => setTimeout(failed, PATIENCE, late))]);
}

async function attempt(mode, deed) {
  opened = opened || open();
  return transact(await opened, mode, deed);
}

async function use(mode, deed) {
  try {
    return await inTime(attempt(mode, deed));
  } catch (fault) {
    forget();
    if (!DEAD.includes(fault.name)) throw fault;
    return inTime(attempt(mode, deed));
  }
}

/** Keep an entry; throws where this browser cannot, or has no room. */
export const put = (entry) => use("readwrite", (store) => store.put(entry));

export const remove = (id) => use("readwrite", (store) => store.delete(id));

/** Every entry, the one kept longest first; throws where this browser cannot say. */
export async function entries() {
  const found = await use("readonly", (store) => store.getAll());
  return found.sort((one, other) => one.keptAt - other.keptAt);
}
