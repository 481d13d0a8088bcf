/** The face of `rules`: what is to be said about a cluster, and what is known to help. */
export { admissionRefusal } from './admission.js';
export { autoscalerOption } from './autoscaler.js';
export { ALL_RULES, causeOf, check, findingsBy, type Judged, levelOf, ruleOf, sentenceOf } from './catalogue.js';
export { refusalOf } from './derivation.js';
export { adviceAbout } from './derivedNumbers.js';
export { missingBytes, refusalText } from './derivationWords.js';
export { refusalAtDeploy } from './failsAtDeploy.js';
export { fixesFor, prove, type ProvenFix } from './proof.js';
export { sizingOf } from './computed.js';
export { authorText, memoryName, nameOf } from './settings.js';
export type { Finding, Fix, Rule, RuleContext } from './rule.js';
export { sessionJobNote } from './sessionJobs.js';
export { spell, type SizeStyle, styleOf } from './spelling.js';
export { UNUSED_SUPPRESSION } from './suppressionRule.js';
export { unusedSuppressions } from './suppressions.js';
export { unreadableText } from './valueWords.js';
