"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.shownValue = shownValue;
/** Parts of keys whose values Flink never prints (`GlobalConfiguration.SENSITIVE_KEYS`). */
const SENSITIVE = [
    'password', 'secret', 'fs.azure.account.key', 'apikey', 'api-key', 'auth-params', 'service-key', 'token', 'basic-auth',
    'jaas.config', 'http-headers',
];
const MASK = '******';
/** The value of a key as it may be shown. */
function shownValue(key, value) {
    const lower = key.toLowerCase();
    return SENSITIVE.some((part) => lower.includes(part)) ? MASK : value;
}
//# sourceMappingURL=secrets.js.map