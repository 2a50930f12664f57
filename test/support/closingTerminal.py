"""Runs a command in a terminal of its own, closes the terminal when a text was written, and prints the exit code: closingTerminal.py TEXT COMMAND…"""

import os
import pty
import sys

text, command = sys.argv[1].encode(), sys.argv[2:]
child, terminal = pty.fork()
if child == 0:
    os.execvp(command[0], command)
written = b""
while text not in written:
    written += os.read(terminal, 65536)
os.close(terminal)
print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
