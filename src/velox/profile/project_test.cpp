// SPDX-License-Identifier: Apache-2.0
#include "velox/profile/project.hpp"

#include <gmock/gmock.h>

#include "velox/profile/test_project.hpp"

namespace velox::profile {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

std::vector<std::string> paths(const Project& project) {
  std::vector<std::string> names;
  for (const auto& file : project.files()) names.push_back(file.path);
  return names;
}

TEST(ProjectTest, WalksUpToTheNearestProjectFile) {
  const TestProject files(Files{{"pyproject.toml", ""}, {"src/shop/__init__.py", ""}, {"src/shop/report.py", ""}});
  const auto project = Project::find({files.root() / "src/shop/report.py"}, {});
  ASSERT_TRUE(project) << project.error().describe();
  EXPECT_EQ(project->root(), files.root());
}

TEST(ProjectTest, TakesTheFolderOfALoneFile) {
  const TestProject files(Files{{"deep/er/x.py", ""}});
  const auto project = Project::find({files.root() / "deep/er/x.py"}, {});
  ASSERT_TRUE(project) << project.error().describe();
  EXPECT_EQ(project->root(), files.root() / "deep/er");
}

TEST(ProjectTest, GrowsTheRootUntilItHoldsEveryTarget) {
  const TestProject files(Files{{"setup.py", ""}, {"a/setup.cfg", ""}, {"a/x.py", ""}, {"b/y.py", ""}});
  const auto project = Project::find({files.root() / "a/x.py", files.root() / "b/y.py"}, {});
  ASSERT_TRUE(project) << project.error().describe();
  EXPECT_EQ(project->root(), files.root());
}

TEST(ProjectTest, ListsPythonFilesButNoEnvironmentsOrBuilds) {
  const TestProject files(Files{{"setup.py", ""},
                                {"a.py", ""},
                                {"notes.txt", ""},
                                {"tests/test_a.py", ""},
                                {".hidden/x.py", ""},
                                {"myenv/pyvenv.cfg", ""},
                                {"myenv/lib/y.py", ""},
                                {"node_modules/z.py", ""},
                                {"build/lib/a.py", ""},
                                {"pkg/build/__init__.py", ""}});
  const auto project = Project::find({files.root()}, {});
  ASSERT_TRUE(project) << project.error().describe();
  EXPECT_THAT(paths(*project), ElementsAre("a.py", "pkg/build/__init__.py", "setup.py", "tests/test_a.py"));
  EXPECT_EQ(project->files()[3].role, FileRole::test);
  EXPECT_EQ(project->files()[0].role, FileRole::source);
  EXPECT_TRUE(project->has("a.py"));
  EXPECT_FALSE(project->has("b.py"));
}

TEST(ProjectTest, NamesModulesAsTheyAreImported) {
  const TestProject files(Files{{"pyproject.toml", ""},
                                {"src/shop/__init__.py", ""},
                                {"src/shop/deep/plain.py", ""},
                                {"src/ns/part.py", ""},
                                {"src/single.py", ""},
                                {"pkg/__init__.py", ""},
                                {"pkg/sub/__init__.py", ""},
                                {"pkg/sub/mod.py", ""},
                                {"scripts/run.py", ""}});
  const auto project = Project::find({files.root()}, {});
  ASSERT_TRUE(project) << project.error().describe();
  const auto name = [&](const char* file) { return project->place(file).name; };
  EXPECT_EQ(name("src/shop/__init__.py"), "shop");
  EXPECT_EQ(name("src/shop/deep/plain.py"), "shop.deep.plain");
  EXPECT_EQ(name("src/ns/part.py"), "ns.part");
  EXPECT_EQ(name("src/single.py"), "single");
  EXPECT_EQ(name("pkg/sub/mod.py"), "pkg.sub.mod");
  EXPECT_EQ(name("scripts/run.py"), "run");
  EXPECT_EQ(project->place("src/shop/deep/plain.py").sys_path, files.root() / "src");
  EXPECT_EQ(project->place("pkg/sub/mod.py").sys_path, files.root());
  EXPECT_EQ(project->place("scripts/run.py").sys_path, files.root() / "scripts");
  EXPECT_FALSE(project->place("scripts/run.py").in_package);
}

TEST(ProjectTest, DoesNotReadAllOfAFolderThatNoProjectFileMarks) {
  Files many;
  for (int i = 0; i < 600; ++i) many["f" + std::to_string(i) + ".py"] = "";
  TestProject files(many);
  const auto lone = Project::find({files.root() / "f7.py"}, {});
  ASSERT_TRUE(lone);
  EXPECT_LE(lone->files().size(), 501u);
  EXPECT_TRUE(lone->has("f7.py"));
  EXPECT_TRUE(lone->truncated());
  files.put("pyproject.toml", "");
  const auto marked = Project::find({files.root() / "f7.py"}, {});
  ASSERT_TRUE(marked);
  EXPECT_EQ(marked->files().size(), 600u);
  EXPECT_FALSE(marked->truncated());
}

TEST(ProjectTest, RefusesWhatIsMissingOrOutsideTheRoot) {
  const TestProject files(Files{{"a/x.py", ""}, {"b/y.py", ""}});
  const auto missing = Project::find({files.root() / "nope.py"}, {});
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().code(), ErrorCode::not_found);
  const auto outside = Project::find({files.root() / "a/x.py"}, files.root() / "b");
  ASSERT_FALSE(outside);
  EXPECT_EQ(outside.error().code(), ErrorCode::usage);
  EXPECT_THAT(outside.error().hint(), HasSubstr("--root"));
}

}  // namespace
}  // namespace velox::profile
