/** The part of the web's Worker that is used here: the library `webworker` would lend its globals to the desktop's code as well. */
declare class Worker {
  constructor(url: string);
}
