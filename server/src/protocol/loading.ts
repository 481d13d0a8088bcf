const load = () => import('./answers.js');

/** What answers, once it is loaded: `initialize` waits for none of it. */
export type Answers = Awaited<ReturnType<typeof load>>;

/**
 * Loads at first use what answers in a session.
 * @param texts the texts of the session's language as JSON; undefined for English
 */
export function answersIn(texts: string | undefined): () => Promise<Answers> {
  let answers: Promise<Answers> | undefined;
  return () => (answers ??= load().then((loaded) => {
    if (texts !== undefined) loaded.configureTexts({ contents: texts });
    return loaded;
  }));
}
