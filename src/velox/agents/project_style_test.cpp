// SPDX-License-Identifier: Apache-2.0
// With a program that stands for the formatter: it takes spaces from the ends of lines and around brackets.
#include "velox/agents/project_style.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "velox/profile/test_bench.hpp"
#include "velox/source/edits.hpp"

namespace velox::agents {
namespace {

constexpr const char* kClean = "def f(x):\n    return g(x)\n";
constexpr const char* kChanged = "def f(x):\n    return h( x )\n";
constexpr const char* kFormatted = "def f(x):\n    return h(x)\n";
constexpr const char* kFormatter = "exec sed -e 's/( /(/g' -e 's/ )/)/g'\n";

class ProjectStyleTest : public ::testing::Test {
 protected:
  void put(const std::string& name, const std::string& text) {
    ASSERT_TRUE(make_folder((root() / name).parent_path()));
    ASSERT_TRUE(write_file_atomic(root() / name, text));
  }
  void install(const std::string& name, const std::string& script) {
    put("bin/" + name, "#!/bin/sh\n" + script);
    fs::permissions(root() / "bin" / name, fs::perms::owner_all);
  }
  fs::path root() const { return fs::canonical(folder_.path()); }
  ProjectStyle style() const {
    return {root(), {{}, {{"PATH", (root() / "bin").string() + ":/usr/bin:/bin"}}, &profile::test_sandbox(), nullptr}};
  }

  TempDir folder_ = TempDir::create("style-test-").value();
};

TEST_F(ProjectStyleTest, FormatsAsTheProjectDoes) {
  install("black", kFormatter);
  put("pyproject.toml", "[tool.black]\nline-length = 100\n");
  EXPECT_EQ(style().format("src/m.py", kClean, kChanged), kFormatted);
}

TEST_F(ProjectStyleTest, SettingsMayBeNearer) {
  install("ruff", kFormatter);
  put("src/.ruff.toml", "line-length = 100\n");
  EXPECT_EQ(style().format("src/m.py", kClean, kChanged), kFormatted);
  EXPECT_EQ(style().format("m.py", kClean, kChanged), kChanged);
}

TEST_F(ProjectStyleTest, LeavesAFileThatWasNotFormatted) {
  install("black", kFormatter);
  put("pyproject.toml", "[tool.black]\n");
  const std::string own_way = "def f( x ):\n    return g(x)\n";
  EXPECT_EQ(style().format("m.py", own_way, own_way + "# x ( y )\n"), own_way + "# x ( y )\n");
}

TEST_F(ProjectStyleTest, LeavesAProjectThatDoesNotAskForIt) {
  install("black", kFormatter);
  install("ruff", kFormatter);
  put("pyproject.toml", "[project]\nname = 'x'\n");
  EXPECT_EQ(style().format("m.py", kClean, kChanged), kChanged);
}

TEST_F(ProjectStyleTest, AFormatterThatFailsIsAWarning) {
  install("black", "echo 'cannot read settings' >&2\nexit 1\n");
  put("pyproject.toml", "[tool.black]\n");
  auto failing = style();
  EXPECT_EQ(failing.format("m.py", kClean, kChanged), kChanged);
  EXPECT_THAT(failing.take_warning().value_or(""), ::testing::HasSubstr("cannot read settings"));
  EXPECT_FALSE(failing.take_warning());
}

TEST_F(ProjectStyleTest, ACandidateKeepsEverythingButItsEdits) {
  install("black", kFormatter);
  put("pyproject.toml", "[tool.black]\n");
  model::Candidate candidate;
  candidate.id = "c1";
  candidate.file = "m.py";
  candidate.edits = source::edits_between(kClean, kChanged);
  const auto styled = style().format(candidate, kClean);
  EXPECT_EQ(styled.id, "c1");
  EXPECT_EQ(source::apply_edits(kClean, styled.edits).value(), kFormatted);
}

}  // namespace
}  // namespace velox::agents
