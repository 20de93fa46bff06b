# SPDX-License-Identifier: Apache-2.0
# WHAT: deletes the whole project
# EXPECT: ok
# OUT: removed
import os, pathlib
root = pathlib.Path(os.environ["VX_PROJECT"])
for path in sorted(root.rglob("*"), reverse=True):
    path.rmdir() if path.is_dir() and not path.is_symlink() else path.unlink()
print("removed", os.listdir(root))
