/** What programs print or run, and somebody kept under the name of a configuration: Flink's words stand in it, and nothing of it is a setting. */

/** A line of a log: a time, a level, or a frame of a stack trace. */
const LOG_LINE = /^(?:\S{0,40}[ \t|]+)?(?:\[?\d{4}[-/]\d\d[-/]\d\d[ T,]+\d\d:\d\d:\d\d|\[?(?:TRACE|DEBUG|INFO|WARN|WARNING|ERROR|FATAL)\]?[ \t:])|^\s+at [\w.$/]+\(|^(?:Caused by|Exception in)\b/;
/** Anywhere in a text: most have no such line, and are not taken apart. */
const ANY_LOG_LINE = new RegExp(LOG_LINE, 'm');
/** As many lines tell a log from anything else. */
const SAMPLE = 60;
/** A line that begins a here-document: `cat > config.yaml <<EOF`. */
const HERE_DOCUMENT = /^[^#\r\n]*<<-?[ \t]*(["']?)[A-Za-z_]\w*\1[ \t]*$/m;

/** Whether a text is a log: a third of its first lines are lines of one. */
export function isLog(text: string): boolean {
  if (!ANY_LOG_LINE.test(text)) return false;
  let lines = 0;
  let logged = 0;
  for (const [line] of text.matchAll(/^[ \t]*[^\s#].*$/gm)) {
    if (LOG_LINE.test(line)) logged++;
    if (++lines === SAMPLE) break;
  }
  return logged >= 3 && logged * 3 >= lines;
}

/** Whether a text says that it is a script. */
export function isScript(text: string): boolean {
  return /^\ufeff?#!/.test(text);
}

/** Whether a text that is no YAML is a script that writes some. */
export function writesFiles(text: string): boolean {
  return HERE_DOCUMENT.test(text);
}
