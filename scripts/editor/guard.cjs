// Preloaded into the VS Code server: its standard input is a pipe from the script that started it. When that script is
// gone, killed even, the pipe ends, and the whole group (extension host, language servers) ends with it.
// Node hands its own flags on to what it forks; these processes have other pipes and must not do the same.
const flag = process.execArgv.indexOf(__filename);
if (flag > 0) process.execArgv.splice(flag - 1, 2);
process.stdin.on('end', () => {
  try {
    process.kill(process.platform === 'win32' ? process.pid : -process.pid, 'SIGKILL');
  } catch {
    process.exit(1);
  }
});
process.stdin.resume();
