// SPDX-License-Identifier: Apache-2.0
#include "velox/profile/imports.hpp"

#include <gmock/gmock.h>

#include "velox/profile/test_project.hpp"

namespace velox::profile {
namespace {

using testing::ElementsAre;
using testing::Pair;
using testing::UnorderedElementsAre;

FileTraits traits(const std::string& source, const std::string& name = "m") {
  const auto module = source::ParsedModule::parse(source, "m.py");
  return module ? traits_of(*module, name, false) : FileTraits{};
}

TEST(ImportsTest, ReadsImportsWhereverTheyStand) {
  const auto found = traits(
      "import a.b as c, d\ntry:\n    from e import f\nexcept ImportError:\n    pass\ndef g():\n    from .h import i\n",
      "p.q.m");
  EXPECT_THAT(found.imports, UnorderedElementsAre("a.b", "d", "e", "e.f", "p.q.h", "p.q.h.i"));
}

TEST(ImportsTest, SeesWhatAFileOffersToRun) {
  EXPECT_TRUE(traits("if __name__ == '__main__':\n    main()\n").main_part);
  EXPECT_FALSE(traits("if __name__ == 'x':\n    main()\n").main_part);
  EXPECT_TRUE(traits("for i in range(3):\n    print(i)\n").runs_code);
  EXPECT_FALSE(traits("\"\"\"Text.\"\"\"\nX = 1\ndef f():\n    print(1)\n").runs_code);
  EXPECT_TRUE(traits("def f():\n    \"\"\"\n    >>> f()\n    \"\"\"\n").doctests);
  EXPECT_FALSE(traits("x = 'a >>> b'\n").doctests);
  EXPECT_TRUE(traits("def test_x(benchmark):\n    pass\n").benchmark_fixture);
  EXPECT_TRUE(traits("def f(a: int): pass\n").hinted_functions);
  EXPECT_THAT(traits("def test_x(): pass\nclass TestY:\n    def test_z(self): pass\n").tests,
              ElementsAre("test_x", "TestY"));
}

TEST(ImportsTest, FollowsImportsThroughPackages) {
  const TestProject files(Files{{"pyproject.toml", ""},
                                {"src/shop/__init__.py", "from .report import total\n"},
                                {"src/shop/report.py", "from . import helpers\n"},
                                {"src/shop/helpers.py", ""},
                                {"src/shop/other.py", ""},
                                {"tests/conftest.py", ""},
                                {"tests/test_report.py", "from shop.report import total\n"},
                                {"tests/test_none.py", "import json\n"}});
  const auto project = Project::find({files.root()}, {});
  ASSERT_TRUE(project);
  const auto graph = ImportGraph::build(*project);
  const auto found = graph.importers_of({"src/shop/helpers.py"});
  EXPECT_THAT(found, UnorderedElementsAre(Pair("src/shop/helpers.py", 0), Pair("src/shop/report.py", 1),
                                          Pair("src/shop/__init__.py", 2), Pair("tests/test_report.py", 2)));
}

TEST(ImportsTest, LetsTestsDependOnTheirConftest) {
  const TestProject files(
      Files{{"setup.py", ""}, {"m.py", ""}, {"tests/conftest.py", "import m\n"}, {"tests/test_x.py", ""}});
  const auto project = Project::find({files.root()}, {});
  ASSERT_TRUE(project);
  EXPECT_TRUE(ImportGraph::build(*project).importers_of({"m.py"}).contains("tests/test_x.py"));
}

}  // namespace
}  // namespace velox::profile
