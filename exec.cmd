@rem The scripts `start` and `serve` say `exec node ...`, so that on Linux and macOS npm's own signals reach our process and not
@rem only the shell between. Windows has neither the signals nor the word: here it means to run what follows.
@%*
