import { type Rule } from './rule.js';
/** Rules about what the operator and Kubernetes read. */
export declare const KUBERNETES_RULES: readonly Rule[];
