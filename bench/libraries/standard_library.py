# SPDX-License-Identifier: Apache-2.0
"""Python's standard library as a library: a copy of Debian's with its tests, and an interpreter that runs the copy.

An interpreter looks for its library from its own place on, so a copy of the program at home/bin finds home/lib/python3.11.
Modules that are frozen into the program are taken from files when it is told so. Left out: what needs a display, and what runs before
any file is read.
"""
import shutil
import subprocess

PACKAGES = ("python3.11-minimal", "libpython3.11-minimal", "libpython3.11-stdlib", "libpython3.11-testsuite")
SKIP = ("idlelib", "tkinter", "turtledemo", "turtle.py", "lib2to3", "ensurepip", "_bootstrap.py", "_bootstrap_external.py",
        "__phello__", "pydoc_data", "sitecustomize.py", "dist-packages", "site-packages")

# Files of tests whose names do not follow from the module's; test_<module> and test_<package> are always looked for.
TESTS = {"_pydecimal": ["test_decimal"], "_pyio": ["test_io"], "_strptime": ["test_strptime"], "_collections_abc": ["test_collections"],
         "collections": ["test_collections", "test_userdict", "test_userlist"],
         "html": ["test_html", "test_htmlparser"],
         "http": ["test_httplib", "test_http_cookies", "test_http_cookiejar", "test_httpservers"],
         "xml": ["test_minidom", "test_xml_etree", "test_sax"],
         "urllib": ["test_urllib", "test_urllib2", "test_urlparse", "test_robotparser"], "concurrent": ["test_concurrent_futures"],
         "pstats": ["test_pstats", "test_profile"], "encodings": ["test_codecs"], "datetime": ["test_datetime"],
         "distutils": ["test_distutils"]}
# Take minutes each.
SLOW = {"test_decimal", "test_zipfile", "test_concurrent_futures"}


def tests_of(folder, files):
    """Names of the files of tests for changed modules, as far as there are any."""
    names = set()
    for file in files:
        parts = file.removesuffix(".py").split("/")
        names.update(f"test_{part}" for part in (parts[0], parts[-1]))
        names.update(TESTS.get(parts[0], []))
    there = {name for name in names if (folder / name).exists() or (folder / (name + ".py")).exists()}
    return sorted(there - SLOW)


def unpack(folder):
    """Debian's interpreter, its library and the tests, which are a package of their own; none of it is installed. Gives the version."""
    if not (folder / "unpacked").exists():
        folder.mkdir(parents=True, exist_ok=True)
        subprocess.run(["apt-get", "download", "-q", *PACKAGES], cwd=folder, check=True, stdout=subprocess.DEVNULL)
        for package in folder.glob("*.deb"):
            subprocess.run(["dpkg-deb", "-x", str(package), str(folder / "root")], check=True)
        (folder / "unpacked").touch()
    return next(folder.glob("libpython3.11-stdlib_*.deb")).name.split("_")[1]


def make_home(home, folder):
    """An interpreter with a library of its own below `home`."""
    (home / "bin").mkdir(parents=True)
    shutil.copy(folder / "root/usr/bin/python3.11", home / "bin")
    ignored = shutil.ignore_patterns("__pycache__", "config-*", "sitecustomize.py", "dist-packages")
    shutil.copytree(folder / "root/usr/lib/python3.11", home / "lib/python3.11", ignore=ignored, ignore_dangling_symlinks=True)


def program(home):
    return [str(home / "bin" / "python3.11"), "-X", "frozen_modules=off"]


def test_command(home, report, names):
    """One interpreter for each file of tests, one after the other."""
    return [*program(home), "-m", "test", "-j1", "--timeout", "600", "--junit-xml", str(report), *names]
