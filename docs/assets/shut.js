// What the reader's code finds beside Python's own, through the module `js`: a computer, and no way out of it.
// Storage, network, messages to this page or to another, and further workers are not in the list. Inside the
// worker nobody needs them once Python is there.

const KEPT = new Set(`
  Object Function Array Number parseFloat parseInt Infinity NaN undefined Boolean String Symbol Date Promise RegExp
  Error AggregateError EvalError RangeError ReferenceError SyntaxError TypeError URIError SuppressedError
  globalThis JSON Math Intl Reflect Proxy Map Set WeakMap WeakSet WeakRef FinalizationRegistry BigInt Atomics Iterator
  ArrayBuffer SharedArrayBuffer DataView Int8Array Uint8Array Uint8ClampedArray Int16Array Uint16Array Int32Array
  Uint32Array Float16Array Float32Array Float64Array BigInt64Array BigUint64Array
  decodeURI decodeURIComponent encodeURI encodeURIComponent escape unescape eval isFinite isNaN
  WebAssembly console performance crypto atob btoa TextEncoder TextDecoder
  setTimeout clearTimeout setInterval clearInterval queueMicrotask structuredClone MessageChannel MessagePort
  AbortController AbortSignal Event EventTarget DOMException self constructor
  WorkerGlobalScope DedicatedWorkerGlobalScope`.split(/\s+/));

export function shut() {
  for (let part = self; part !== EventTarget.prototype; part = Object.getPrototypeOf(part)) {
    for (const name of Reflect.ownKeys(part)) {
      if (typeof name === "string" && !KEPT.has(name)) Reflect.deleteProperty(part, name);
    }
  }
}
