// SPDX-License-Identifier: Apache-2.0
#include "velox/agents/program_source.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace velox::agents {
namespace {

using testing::ElementsAre;
using testing::EndsWith;

class ProgramSourceTest : public testing::Test {
 protected:
  void write(const std::string& name, const std::string& text = "x = 1\n") {
    ASSERT_TRUE(make_folder((scratch_.path() / name).parent_path()));
    ASSERT_TRUE(write_file_atomic(scratch_.path() / name, text));
  }
  ProgramCopy copy_of(const std::string& name) {
    return copy_program(program_at(scratch_.path() / name).value(), {}, nullptr).value();
  }
  TempDir scratch_ = TempDir::create("programs-").value();
};

TEST_F(ProgramSourceTest, ACorpusIsFamiliesOfPrograms) {
  for (const char* name :
       {"web/b/workload.py", "web/a/workload.py", "etl/c/workload.py", "web/no_program/x.py", ".git/d/workload.py"})
    write(name);
  const auto programs = programs_below(scratch_.path());
  ASSERT_TRUE(programs);
  std::vector<std::string> names, families;
  for (const auto& program : *programs) {
    names.push_back(program.name);
    families.push_back(program.family);
  }
  EXPECT_THAT(names, ElementsAre("etl/c", "web/a", "web/b"));
  EXPECT_THAT(families, ElementsAre("etl", "web", "web"));
  EXPECT_FALSE(programs_below(scratch_.path() / "web")) << "these are programs, not families";
}

TEST_F(ProgramSourceTest, TheCopyHasSourcesAndTestsAndItsTargetsAreTheSources) {
  for (const char* name : {"web/a/workload.py", "web/a/core.py", "web/a/test_core.py", "web/a/.velox/velox.db",
                           "web/a/__pycache__/core.pyc", "web/a/data/table.csv"})
    write(name);
  const ProgramCopy copy = copy_of("web/a");
  EXPECT_THAT(copy.targets, ElementsAre(EndsWith("/program/core.py")));
  for (const char* name : {"workload.py", "test_core.py", "data/table.csv"})
    EXPECT_TRUE(fs::exists(copy.root / name)) << name;
  EXPECT_FALSE(fs::exists(copy.root / ".velox"));
  EXPECT_FALSE(fs::exists(copy.root / "__pycache__"));
}

TEST_F(ProgramSourceTest, TheDigestIsThatOfCodeAndInput) {
  for (const char* program : {"a", "b"}) {
    write(std::string("web/") + program + "/workload.py");
    write(std::string("web/") + program + "/core.py");
  }
  EXPECT_EQ(copy_of("web/a").digest, copy_of("web/b").digest) << "wherever it lies";
  write("web/b/core.py", "x = 2\n");
  EXPECT_NE(copy_of("web/a").digest, copy_of("web/b").digest);
}

TEST_F(ProgramSourceTest, WhatIsNoProgramIsRefused) {
  write("web/a/core.py");
  EXPECT_EQ(program_at(scratch_.path() / "web/a").error().code(), ErrorCode::usage);
  EXPECT_EQ(program_at(scratch_.path() / "none").error().code(), ErrorCode::not_found);
  EXPECT_TRUE(program_at(scratch_.path() / "web/a/core.py")) << "a file is one";
  write("web/b/workload.py");
  EXPECT_FALSE(copy_program(program_at(scratch_.path() / "web/b").value(), {}, nullptr)) << "nothing but a workload";
  EXPECT_EQ(library_program("os.path", scratch_.path() / "web/b/workload.py").error().code(), ErrorCode::usage);
  EXPECT_EQ(library_program("json", scratch_.path() / "none").error().code(), ErrorCode::not_found);
}

}  // namespace
}  // namespace velox::agents
