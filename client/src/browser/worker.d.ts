/** The part of the web's Worker that is used here: the library `webworker` would lend its globals to the desktop's code as well. */
interface Worker {
  terminate(): void;
}
declare const Worker: new (url: string) => Worker;
