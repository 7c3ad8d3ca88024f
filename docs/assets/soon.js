// What fails to come is told of, and so is what stays silent.

const SILENCE = 20; // seconds; a slow file that goes on coming is waited for

// What `promise` gives, or an error that a reader understands: when it fails, and when nothing comes of it.
export function soon(promise, name, failed) {
  let clock;
  const late = new Promise((_, fail) => {
    clock = setTimeout(fail, SILENCE * 1000, new Error(`${name} has sent nothing for ${SILENCE} seconds`));
  });
  const done = promise.catch(() => { throw new Error(`${name} ${failed}`); });
  return Promise.race([done, late]).finally(() => clearTimeout(clock));
}
