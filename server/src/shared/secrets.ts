/** Parts of keys whose values Flink never prints (`GlobalConfiguration.SENSITIVE_KEYS`). */
const SENSITIVE = /password|secret|fs\.azure\.account\.key|apikey|api-key|auth-params|service-key|token|basic-auth|jaas\.config|http-headers/;

const MASK = '******';

/** The value of a key as it may be shown. */
export function shownValue(key: string, value: string): string {
  return SENSITIVE.test(key.toLowerCase()) ? MASK : value;
}
