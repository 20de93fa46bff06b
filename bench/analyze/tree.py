# SPDX-License-Identifier: Apache-2.0
"""A tree of a million lines of real code for measuring `velox analyze`: the standard library and the system's packages, without tests,
which analyze leaves out, as often as it takes."""
import pathlib
import shutil
import sysconfig

MILLION = 1_000_000
LEFT_OUT = {"test", "tests", "testing", "__pycache__"}
SKIPPED_BY_VELOX = {"node_modules", "site-packages", "dist-packages", "__pypackages__", "build", "dist", "env"}


def is_test(path):
    return path.name.startswith("test_") or path.name.endswith("_test.py") or path.name in ("conftest.py", "tests.py")


def sources(folder):
    """The Python files below a folder that analyze would take."""
    for path in sorted(folder.rglob("*.py")):
        parts = path.relative_to(folder).parts
        hidden = any(part.startswith(".") or part.endswith(".egg-info") for part in parts)
        if path.is_file() and not hidden and not is_test(path) and not (LEFT_OUT | SKIPPED_BY_VELOX) & set(parts[:-1]):
            yield path


def origins(extra):
    """The standard library, packages of the system, and what else was named."""
    found = [pathlib.Path(sysconfig.get_paths()["stdlib"]), pathlib.Path("/usr/lib/python3/dist-packages"), *extra]
    return list(dict.fromkeys(path.resolve() for path in found if path.is_dir()))


def listed(extra, most):
    """(origin, file, lines) of files until there are `most` lines of them."""
    total = 0
    for origin in origins(extra):
        for path in sources(origin):
            if total >= most:
                return
            count = path.read_bytes().count(b"\n")
            total += count
            yield origin, path, count


def make_tree(root, extra=(), lines=MILLION):
    """Fills `root` with about `lines` lines, in copies when there are not enough. The number of files, lines, and copies."""
    root.mkdir(parents=True)
    (root / "velox.toml").write_text("")
    files = list(listed(extra, lines))
    once = sum(count for _, _, count in files)
    copies = max(1, round(lines / once))
    for copy in range(copies):
        for origin, path, _ in files:
            to = root / f"copy{copy}" / f"from_{origin.name}" / path.relative_to(origin)
            to.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, to)
    return len(files) * copies, once * copies, copies
