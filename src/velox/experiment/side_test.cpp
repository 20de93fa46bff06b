// SPDX-License-Identifier: Apache-2.0
#include "velox/experiment/side.hpp"

#include <gtest/gtest.h>

namespace velox::experiment {
namespace {

class SideFolderTest : public ::testing::Test {
 protected:
  SideFolderTest() : sandbox_(*sandbox::Sandbox::create(sandbox::BackendChoice::automatic)) {
    setting_.root = fs::canonical(folder_.path());
    setting_.sandbox = sandbox_.get();
    setting_.python.executable = "/usr/bin/python3";
    setting_.python.readable = {"/usr"};
    for (const char* name : {"m.py", "helper.py"}) EXPECT_TRUE(write_file_atomic(setting_.root / name, "x = 1\n"));
    evidence_.unit.id = {"m.py", "f"};
    evidence_.module_name = "m";
  }

  TempDir folder_ = *TempDir::create("side-");
  std::unique_ptr<sandbox::Sandbox> sandbox_;
  Setting setting_;
  UnitEvidence evidence_;
};

TEST_F(SideFolderTest, AllChangedFilesAreWatchedAndCompiledFilesOnlyRead) {
  auto a = *SideFolder::create(setting_, {});
  auto b = *SideFolder::create(setting_, {});
  EXPECT_FALSE(a->worker(evidence_, std::nullopt).env.contains("VELOX_WATCHED"));
  ASSERT_TRUE(b->put("helper.py", "x = 2\n"));
  ASSERT_TRUE(b->warm_from(*a, {"m.py", "helper.py"}));
  b->watch({"m.py", "helper.py"});
  const WorkerSpec spec = b->worker(evidence_, std::nullopt);
  ASSERT_TRUE(spec.env.contains("VELOX_WATCHED"));
  EXPECT_EQ(spec.env.at("VELOX_WATCHED"),
            (setting_.root / "m.py").string() + ":" + (setting_.root / "helper.py").string());
  EXPECT_TRUE(spec.fixed_bytecode);
  EXPECT_TRUE(b->program().fixed_bytecode);
  EXPECT_FALSE(a->program().fixed_bytecode);
}

TEST_F(SideFolderTest, ProcessesOfBothSidesGetEnvironmentsOfOneSize) {
  auto a = *SideFolder::create(setting_, {});
  auto b = *SideFolder::create(setting_, {});
  ASSERT_TRUE(b->put("m.py", "x = 2\n"));
  ASSERT_TRUE(b->warm_from(*a, {"m.py"}));
  for (auto* side : {a.get(), b.get()}) side->watch({"m.py"});
  const auto of = [&](SideFolder& side) {
    std::map<std::string, std::size_t> sizes{{"bytecode", side.program().bytecode.string().size()}};
    for (const auto& [name, value] : side.worker(evidence_, std::nullopt).env) sizes[name] = value.size();
    return sizes;
  };
  EXPECT_EQ(of(*a), of(*b));
}

TEST_F(SideFolderTest, OtherCompiledFilesOutliveAChange) {
  auto a = *SideFolder::create(setting_, {});
  const fs::path folder = a->program().bytecode / setting_.root.relative_path();
  fs::create_directories(folder);
  for (const char* name : {"m.cpython-311.pyc", "helper.cpython-311.pyc"})
    EXPECT_TRUE(write_file_atomic(folder / name, "."));
  ASSERT_TRUE(a->put("m.py", "x = 2\n"));
  EXPECT_FALSE(fs::exists(folder / "m.cpython-311.pyc"));
  EXPECT_TRUE(fs::exists(folder / "helper.cpython-311.pyc"));
}

}  // namespace
}  // namespace velox::experiment
