# SPDX-License-Identifier: Apache-2.0
"""The libraries whose own tests are to show whether `proven` holds: pinned, pure Python, with tests in their source distribution."""
import dataclasses


@dataclasses.dataclass(frozen=True)
class Library:
    name: str
    version: str
    code: tuple        # paths in the source distribution that are rewritten
    modules: tuple     # imported to see that the tests run these sources
    tests: tuple       # arguments of pytest
    path: str = "."    # folder of the source distribution that goes on sys.path
    requires: tuple = ()  # of the tests, beside what the library itself requires
    pytest: str = "pytest==8.4.2"
    seconds: int = 600    # limit of one run of the tests
    skip: tuple = ()   # names of files and folders that stay as they are
    copies: tuple = ()  # files of this repository that are laid beside the sources
    environment: tuple = ()  # pairs


LIBRARIES = [
    Library("tabulate", "0.10.0", ("tabulate",), ("tabulate",), ("test",), requires=("wcwidth==0.2.14",)),
    Library("html5lib", "1.1", ("html5lib",), ("html5lib",), ("html5lib/tests", "--assert=plain"),
            requires=("pytest-expect==1.1.0", "mock==5.2.0", "lxml==5.4.0", "genshi==0.7.9"), pytest="pytest==5.4.3"),
    Library("mpmath", "1.4.1", ("mpmath",), ("mpmath",), 
            ("mpmath/tests", "--ignore=mpmath/tests/test_cli.py", "--ignore=mpmath/tests/test_demos.py"),
            requires=("hypothesis==6.140.3", "pytest-timeout==2.4.0"), seconds=900),
    Library("pypdf", "7.1.0", ("pypdf",), ("pypdf",),
            ("tests/test_utils.py", "tests/text_extraction", "tests/test_cmap.py", "tests/generic", "-m", "not enable_socket"),
            requires=("pytest-socket==0.7.0", "pytest-timeout==2.4.0", "PyYAML==6.0.3", "fonttools==4.60.1", "pillow==11.3.0",
                      "cryptography==45.0.7")),
    Library("docutils", "0.23", ("docutils",), ("docutils",), ("test",)),
    Library("rdflib", "7.6.0", ("rdflib",), ("rdflib",),
            ("test/test_graph", "test/test_sparql", "test/test_serializers", "test/test_misc", "test/test_literal", "-m",
             "not webtest and not testcontainer"), requires=("lxml==5.4.0", "html5rdf==1.2.1")),
    Library("jinja2", "3.1.6", ("src/jinja2",), ("jinja2",), ("tests",), path="src", requires=("trio==0.31.0",)),
    Library("pyparsing", "3.3.3", ("pyparsing",), ("pyparsing",), ("tests",)),
    Library("pycparser", "3.12", ("pycparser",), ("pycparser",), ("tests",)),
    Library("attrs", "26.1.0", ("src/attr", "src/attrs"), ("attr", "attrs"), ("tests",), path="src",
            requires=("hypothesis==6.140.3", "cloudpickle==3.1.1")),
    Library("jsonschema", "4.26.0", ("jsonschema",), ("jsonschema",), ("jsonschema/tests",), requires=("jsonpath-ng==1.7.0",)),
    Library("beautifulsoup4", "4.15.0", ("bs4",), ("bs4",), ("bs4/tests",), requires=("lxml==5.4.0", "html5lib==1.1")),
    Library("babel", "2.18.0", ("babel",), ("babel",), ("tests",), requires=("freezegun==1.5.5", "pytz==2025.2"),
            skip=("locale-data",)),
    Library("click", "8.5.1", ("src/click",), ("click",),
            ("tests/test_formatting.py", "tests/test_options.py", "tests/test_basic.py"), path="src"),
    Library("tinycss2", "1.5.1", ("tinycss2",), ("tinycss2",), ("tests",)),
    Library("parso", "0.8.7", ("parso",), ("parso",), ("test",)),
    Library("mako", "1.4.3", ("mako",), ("mako",), ("test",)),
    Library("bleach", "6.4.0", ("bleach",), ("bleach",), ("tests",)),
    Library("openpyxl", "3.1.5", ("openpyxl",), ("openpyxl",), ("check_openpyxl.py",),
            copies=("bench/realcode/check_openpyxl.py",)),
    # All of it takes an hour: the parts with many rewrites and quick tests.
    Library("sympy", "1.14.0",
            tuple("sympy/" + part for part in (
                "liealgebras", "printing", "combinatorics", "calculus", "crypto", "multipledispatch", "series", "categories",
                "physics/hep", "physics/vector", "core/symbol.py", "core/sympify.py")),
            ("sympy",),
            tuple("sympy/" + part for part in (
                "liealgebras", "printing/tests/test_c.py", "printing/tests/test_mathematica.py", "printing/tests/test_smtlib.py",
                "printing/tests/test_tree.py", "printing/tests/test_tableform.py", "combinatorics/tests/test_free_groups.py",
                "combinatorics/tests/test_group_constructs.py", "calculus/tests/test_finite_diff.py", "multipledispatch",
                "series/tests/test_sequences.py", "series/tests/test_order.py", "categories", "physics/hep",
                "physics/vector/tests/test_frame.py", "physics/vector/tests/test_point.py", "core/tests/test_symbol.py",
                "core/tests/test_sympify.py")),
            requires=("hypothesis==6.140.3",), seconds=900),
]
