// Preloaded into the VS Code server: its standard input is a pipe from the script that started it. When that script is
// gone, killed even, the pipe ends, and the whole group (extension host, language servers) ends with it.
process.stdin.on('end', () => {
  try {
    process.kill(process.platform === 'win32' ? process.pid : -process.pid, 'SIGKILL');
  } catch {
    process.exit(1);
  }
});
process.stdin.resume();
