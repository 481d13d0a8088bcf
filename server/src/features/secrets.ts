export { shownValue } from '../shared/secrets.js';
