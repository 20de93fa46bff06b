// SPDX-License-Identifier: Apache-2.0
#include "velox/profile/targets.hpp"

#include <gmock/gmock.h>

#include "velox/profile/test_project.hpp"

namespace velox::profile {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class TargetsTest : public testing::Test {
 protected:
  Result<Selection> select(const std::string& target) const {
    return select_targets({(project_.root() / target).string()}, project_.root());
  }
  TestProject project_{{{"report.py",
                         "def merge_rows(rows):\n    return rows\n\nclass Report:\n    def render(self): return 1\n"
                         "    def total(self):\n        def inner(): return 2\n        return inner()\n"},
                        {"lib/a.py", "x = 1\n"},
                        {"lib/tests/test_a.py", "def test_a(): pass\n"},
                        {"broken.py", "def f(:\n"},
                        {"notes.txt", "hello"}}};
};

TEST_F(TargetsTest, TakesAFileWhole) {
  const auto selection = select("report.py");
  ASSERT_TRUE(selection) << selection.error().describe();
  EXPECT_THAT(selection->files, ElementsAre("report.py"));
  EXPECT_THAT(selection->units, IsEmpty());
  EXPECT_TRUE(selection->selects({"report.py", "merge_rows"}));
  EXPECT_FALSE(selection->selects({"lib/a.py", "f"}));
}

TEST_F(TargetsTest, TakesAUnitWithWhatIsNestedInIt) {
  const auto selection = select("report.py::Report.total");
  ASSERT_TRUE(selection) << selection.error().describe();
  EXPECT_THAT(selection->units, ElementsAre(model::UnitId{"report.py", "Report.total"},
                                            model::UnitId{"report.py", "Report.total.<locals>.inner"}));
  EXPECT_FALSE(selection->selects({"report.py", "merge_rows"}));
}

TEST_F(TargetsTest, TakesAClassForItsMethods) {
  const auto selection = select("report.py::Report");
  ASSERT_TRUE(selection) << selection.error().describe();
  EXPECT_EQ(selection->units.size(), 3u);
}

TEST_F(TargetsTest, LeavesTestsOutOfFolders) {
  const auto selection = select("lib");
  ASSERT_TRUE(selection) << selection.error().describe();
  EXPECT_THAT(selection->files, ElementsAre("lib/a.py"));
  EXPECT_TRUE(selection->folder);
}

TEST_F(TargetsTest, TakesATestThatIsNamed) {
  const auto selection = select("lib/tests/test_a.py");
  ASSERT_TRUE(selection) << selection.error().describe();
  EXPECT_THAT(selection->files, ElementsAre("lib/tests/test_a.py"));
}

TEST_F(TargetsTest, NamesNearFiles) {
  const auto selection = select("reprot.py");
  ASSERT_FALSE(selection);
  EXPECT_EQ(selection.error().code(), ErrorCode::not_found);
  EXPECT_THAT(selection.error().hint(), HasSubstr("report.py"));
}

TEST_F(TargetsTest, NamesNearUnits) {
  const auto selection = select("report.py::Report.rendr");
  ASSERT_FALSE(selection);
  EXPECT_EQ(selection.error().code(), ErrorCode::not_found);
  EXPECT_THAT(selection.error().hint(), HasSubstr("Report.render"));
}

TEST_F(TargetsTest, FindsAMethodByItsBareName) {
  const auto selection = select("report.py::render");
  ASSERT_FALSE(selection);
  EXPECT_THAT(selection.error().hint(), HasSubstr("Report.render"));
}

TEST_F(TargetsTest, RefusesWhatIsNotPython) {
  const auto selection = select("notes.txt");
  ASSERT_FALSE(selection);
  EXPECT_EQ(selection.error().code(), ErrorCode::usage);
  EXPECT_THAT(selection.error().message(), HasSubstr("not a Python file"));
}

TEST_F(TargetsTest, TellsWhereANamedUnitsFileDoesNotParse) {
  const auto selection = select("broken.py::g");
  ASSERT_FALSE(selection);
  EXPECT_EQ(selection.error().code(), ErrorCode::invalid);
  EXPECT_THAT(selection.error().message(), HasSubstr("broken.py:1"));
}

TEST_F(TargetsTest, RefusesAUnitOfAFolder) {
  const auto selection = select("lib::f");
  ASSERT_FALSE(selection);
  EXPECT_EQ(selection.error().code(), ErrorCode::usage);
}

TEST_F(TargetsTest, TellsOfAFolderWithoutPython) {
  project_.put("empty/readme.md", "");
  const auto selection = select("empty");
  ASSERT_FALSE(selection);
  EXPECT_EQ(selection.error().code(), ErrorCode::not_found);
}

}  // namespace
}  // namespace velox::profile
