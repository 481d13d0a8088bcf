/** Every promise of the panel in the real editor, what words have a part in in both display languages. */
import { after, before, describe } from 'node:test';
import { Harness } from '../../support/editor/harness.js';
import { LANGUAGES } from '../../support/editor/language.js';
import { compareJourneys } from './compare.js';
import { impatientJourneys } from './impatient.js';
import { looksJourneys } from './looks.js';
import { readingJourneys } from './reading.js';
import { stateJourneys } from './states.js';
import { takeAwayJourneys } from './takeAway.js';
import { whatIfJourneys } from './whatIf.js';
import { windowJourneys } from './windows.js';

for (const language of LANGUAGES) {
  describe(language.locale, () => {
    let harness: Harness;
    before(async () => { harness = await Harness.start({ locale: language.locale }); });
    after(async () => { await harness.stop(); });

    const session = { language, harness: () => harness };
    readingJourneys(session);
    whatIfJourneys(session);
    compareJourneys(session);
    takeAwayJourneys(session);
    stateJourneys(session);
    windowJourneys(session);
    // What an impatient hand meets is no matter of words: one language, so that everything takes less than a quarter of an hour.
    if (language.locale === 'en') impatientJourneys(session);
    looksJourneys(session);
  });
}
