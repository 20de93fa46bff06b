// SPDX-License-Identifier: Apache-2.0
#include "velox/profile/interpreter.hpp"

#include <gmock/gmock.h>
#include <sys/stat.h>

#include "velox/profile/test_bench.hpp"

namespace velox::profile {
namespace {

using testing::HasSubstr;

void put_program(TestProject& project, const std::string& name, const std::string& text) {
  project.put(name, text);
  ::chmod((project.root() / name).c_str(), 0755);
}

TEST(InterpreterTest, FindsPythonOnPath) {
  const TestProject project(Files{{"x.py", ""}});
  const auto python = find_interpreter(test_query(project.root()));
  ASSERT_TRUE(python) << python.error().describe();
  EXPECT_EQ(python->major, 3);
  EXPECT_GE(python->minor, 9);
  EXPECT_TRUE(python->version.starts_with("3."));
}

TEST(InterpreterTest, FollowsAShim) {
  TestProject shims(Files{});
  put_program(shims, "bin/python3", "#!/bin/sh\nexec " + test_python().executable.string() + " \"$@\"\n");
  const TestProject project(Files{{"x.py", ""}});
  auto query = test_query(project.root());
  query.environment["PATH"] = (shims.root() / "bin").string();
  query.environment.erase("VIRTUAL_ENV");
  const auto python = find_interpreter(query);
  ASSERT_TRUE(python) << python.error().describe();
  EXPECT_EQ(python->executable, test_python().executable);
}

TEST(InterpreterTest, TakesTheProjectsEnvironment) {
  TestProject project(Files{{"x.py", ""}});
  const auto made = run_process(
      {.argv = {test_python().executable.string(), "-m", "venv", "--without-pip", (project.root() / ".venv").string()},
       .env = {{"PATH", "/usr/bin:/bin"}},
       .cwd = {},
       .stdin_text = {},
       .inherit = {},
       .before_exec = {},
       .cpu = {}},
      Deadline::after(60));
  ASSERT_TRUE(made);
  if (made->exit_code != 0) GTEST_SKIP() << "this Python has no venv module";
  const auto python = find_interpreter(test_query(project.root()));
  ASSERT_TRUE(python) << python.error().describe();
  EXPECT_EQ(python->executable, project.root() / ".venv/bin/python");
}

TEST(InterpreterTest, NeverStartsAProgramOfTheProjectOutsideTheSandbox) {
  TestProject project(Files{{"x.py", ""}});
  TestProject elsewhere(Files{});
  const fs::path trace = elsewhere.root() / "trace";
  put_program(project, ".venv/bin/python", "#!/bin/sh\ntouch " + trace.string() + "\nexit 1\n");
  if (test_sandbox().backend() == sandbox::Backend::none) GTEST_SKIP() << "no sandbox here";
  const auto python = find_interpreter(test_query(project.root()));
  ASSERT_FALSE(python);
  EXPECT_EQ(python.error().code(), ErrorCode::target_failed);
  EXPECT_FALSE(fs::exists(trace));
}

TEST(InterpreterTest, ListsWhereItLooked) {
  const TestProject project(Files{{"x.py", ""}});
  auto query = test_query(project.root());
  query.environment = {{"PATH", "/nowhere"}};
  const auto python = find_interpreter(query);
  ASSERT_FALSE(python);
  EXPECT_EQ(python.error().code(), ErrorCode::not_found);
  EXPECT_THAT(python.error().message(), HasSubstr(".venv/bin/python"));
  EXPECT_THAT(python.error().message(), HasSubstr("python3 on PATH"));
  EXPECT_THAT(python.error().hint(), HasSubstr("--python"));
}

TEST(InterpreterTest, NamesAMissingProgram) {
  const TestProject project(Files{{"x.py", ""}});
  auto query = test_query(project.root());
  query.wanted = "/nowhere/python9";
  const auto python = find_interpreter(query);
  ASSERT_FALSE(python);
  EXPECT_EQ(python.error().code(), ErrorCode::not_found);
  EXPECT_THAT(python.error().message(), HasSubstr("/nowhere/python9"));
}

TEST(InterpreterTest, RefusesAnOldOne) {
  TestProject old(Files{});
  put_program(old, "bin/python3.6",
              "#!/bin/sh\nif [ \"$2\" = -c ]; then printf '%s/bin/python3.6\\n%s\\n%s\\n\\n\\n' " +
                  old.root().string() + " " + old.root().string() + " " + old.root().string() +
                  "; else echo '{\"version\": \"3.6.9\"}'; fi\n");
  const TestProject project(Files{{"x.py", ""}});
  auto query = test_query(project.root());
  query.wanted = (old.root() / "bin/python3.6").string();
  const auto python = find_interpreter(query);
  ASSERT_FALSE(python);
  EXPECT_EQ(python.error().code(), ErrorCode::unsupported) << python.error().describe();
  EXPECT_THAT(python.error().message(), HasSubstr("3.6.9"));
}

TEST(InterpreterTest, RefusesAProgramThatIsNoPython) {
  const TestProject project(Files{{"x.py", ""}});
  auto query = test_query(project.root());
  query.wanted = "/bin/echo";
  const auto python = find_interpreter(query);
  ASSERT_FALSE(python);
  EXPECT_EQ(python.error().code(), ErrorCode::target_failed);
}

}  // namespace
}  // namespace velox::profile
