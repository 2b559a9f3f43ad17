// What every browser has and the oldest Node that we run in (18) has not.

import { webcrypto } from "node:crypto";

globalThis.crypto ??= /** @type {any} */ (webcrypto);
