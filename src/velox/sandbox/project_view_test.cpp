// SPDX-License-Identifier: Apache-2.0
#include "velox/sandbox/project_view.hpp"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fstream>

#include "velox/base/hash.hpp"

namespace velox::sandbox {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Pair;
using ::testing::UnorderedElementsAre;

class ProjectViewTest : public ::testing::Test {
 protected:
  void SetUp() override {
    dir_.emplace(std::move(*TempDir::create("view-test-")));
    write("a.py", "A");
    write("pkg/b.py", "B");
  }
  void write(const std::string& relative, const std::string& bytes) const {
    fs::create_directories((root() / relative).parent_path());
    std::ofstream(root() / relative) << bytes;
  }
  ProjectView view(const std::map<std::string, std::string>& files = {}) const {
    auto made = ProjectView::create(root(), files);
    EXPECT_TRUE(made) << made.error().describe();
    return std::move(*made);
  }
  fs::path root() const { return dir_->path(); }
  static std::string text(const fs::path& path) { return read_file(path).value_or("<missing>"); }
  static void put_raw(const fs::path& path, const std::string& bytes) { std::ofstream(path) << bytes; }

  std::optional<TempDir> dir_;
};

struct stat info_of(const fs::path& path) {
  struct stat info{};
  EXPECT_EQ(::lstat(path.c_str(), &info), 0);
  return info;
}

TEST_F(ProjectViewTest, CopiesFilesWithModesAndTimes) {
  ::chmod((root() / "a.py").c_str(), 0755);
  const timespec times[2] = {{1'600'000'000, 1}, {1'600'000'000, 123456789}};
  ::utimensat(AT_FDCWD, (root() / "a.py").c_str(), times, 0);
  const auto shown = view();
  EXPECT_EQ(text(shown.content() / "pkg/b.py"), "B");
  const auto info = info_of(shown.content() / "a.py");
  EXPECT_EQ(info.st_mode & 07777, 0755U);
  EXPECT_EQ(info.st_mtim.tv_sec, 1'600'000'000);
  EXPECT_EQ(info.st_mtim.tv_nsec, 123456789);
}

TEST_F(ProjectViewTest, ReplacesAndAddsFilesInTheCopyOnly) {
  auto shown = view({{"a.py", "new"}, {"deep/er/c.py", "C"}});
  EXPECT_EQ(text(shown.content() / "a.py"), "new");
  EXPECT_EQ(text(shown.content() / "deep/er/c.py"), "C");
  EXPECT_EQ(text(root() / "a.py"), "A");
  ASSERT_TRUE(shown.put("a.py", "newer"));
  EXPECT_EQ(text(shown.content() / "a.py"), "newer");
  EXPECT_THAT(shown.reset().value(), IsEmpty());
  EXPECT_EQ(text(shown.content() / "a.py"), "newer");
}

TEST_F(ProjectViewTest, RefusesPathsThatLeaveTheProject) {
  auto shown = view();
  for (const std::string path : {"../x", "/etc/passwd", "pkg/../../x", "", "."})
    EXPECT_EQ(shown.put(path, "x").error().code(), ErrorCode::invalid) << path;
}

TEST_F(ProjectViewTest, HidesOursSharesTheLargeAndSkipsCaches) {
  write(".velox/db", "x");
  write(".git/config", "x");
  write("env39/pyvenv.cfg", "x");
  write("sub/node_modules/m.js", "x");
  write("__pycache__/a.pyc", "x");
  write("pkg/.mypy_cache/x", "x");
  const auto shown = view();
  EXPECT_THAT(shown.shared(), UnorderedElementsAre(fs::path(".git"), fs::path("env39"), fs::path("sub/node_modules")));
  for (const char* name : {".velox", ".git", "env39", "sub/node_modules", "__pycache__", "pkg/.mypy_cache"})
    EXPECT_FALSE(fs::exists(shown.content() / name)) << name;
}

TEST_F(ProjectViewTest, LeavesSocketsAndPipesOut) {
  ASSERT_EQ(::mkfifo((root() / "pipe").c_str(), 0600), 0);
  EXPECT_FALSE(fs::exists(view().content() / "pipe"));
}

TEST_F(ProjectViewTest, LinksMeanTheSameFromTheCopy) {
  fs::create_symlink("pkg/b.py", root() / "relative");
  fs::create_symlink(root() / "a.py", root() / "pkg/absolute");
  fs::create_symlink("../outside", root() / "leaving");
  auto shown = view({{"a.py", "new"}});
  EXPECT_EQ(fs::read_symlink(shown.content() / "relative"), "pkg/b.py");
  EXPECT_EQ(text(shown.content() / "pkg/absolute"), "new");
  EXPECT_EQ(fs::read_symlink(shown.content() / "leaving"), (root().parent_path() / "outside"));
  EXPECT_THAT(shown.reset().value(), IsEmpty());
}

TEST_F(ProjectViewTest, ResetFindsAndUndoesWhatARunDid) {
  write("pkg/gone.py", "G");
  auto shown = view();
  put_raw(shown.content() / "a.py", "changed");
  put_raw(shown.content() / "pkg/new.txt", "n");
  fs::create_directories(shown.content() / "made/deep");
  put_raw(shown.content() / "made/deep/x", "x");
  fs::remove(shown.content() / "pkg/gone.py");
  EXPECT_THAT(shown.reset().value(),
              ElementsAre(Pair("a.py", sha256_hex("changed")), Pair("made/deep/x", sha256_hex("x")),
                          Pair("pkg/gone.py", ""), Pair("pkg/new.txt", sha256_hex("n"))));
  EXPECT_EQ(text(shown.content() / "a.py"), "A");
  EXPECT_EQ(text(shown.content() / "pkg/gone.py"), "G");
  EXPECT_FALSE(fs::exists(shown.content() / "made"));
  EXPECT_FALSE(fs::exists(shown.content() / "pkg/new.txt"));
  EXPECT_THAT(shown.reset().value(), IsEmpty());
}

TEST_F(ProjectViewTest, ResetSeesAChangeThatHidesItsTimeAndSize) {
  auto shown = view();
  const auto before = info_of(shown.content() / "a.py");
  {
    std::fstream(shown.content() / "a.py", std::ios::in | std::ios::out) << "Z";
  }
  const timespec times[2] = {before.st_atim, before.st_mtim};
  ::utimensat(AT_FDCWD, (shown.content() / "a.py").c_str(), times, 0);
  EXPECT_THAT(shown.reset().value(), ElementsAre(Pair("a.py", sha256_hex("Z"))));
  EXPECT_EQ(text(shown.content() / "a.py"), "A");
}

TEST_F(ProjectViewTest, ResetUndoesRemovedAndLockedFoldersAndSwappedKinds) {
  auto shown = view();
  fs::remove_all(shown.content() / "pkg");
  fs::remove(shown.content() / "a.py");
  fs::create_directories(shown.content() / "a.py/inner");
  put_raw(shown.content() / "pkg", "now a file");
  ASSERT_TRUE(shown.reset());
  EXPECT_EQ(text(shown.content() / "pkg/b.py"), "B");
  EXPECT_EQ(text(shown.content() / "a.py"), "A");
  ::chmod((shown.content() / "pkg").c_str(), 0);
  ASSERT_TRUE(shown.reset());
  EXPECT_EQ(text(shown.content() / "pkg/b.py"), "B");
}

TEST_F(ProjectViewTest, ResetDoesNotFollowALinkThatARunPlanted) {
  const auto victim = TempDir::create("victim-");
  put_raw(victim->path() / "b.py", "precious");
  auto shown = view();
  fs::remove_all(shown.content() / "pkg");
  fs::create_directory_symlink(victim->path(), shown.content() / "pkg");
  ASSERT_TRUE(shown.reset());
  EXPECT_EQ(text(victim->path() / "b.py"), "precious");
  EXPECT_FALSE(fs::is_symlink(shown.content() / "pkg"));
  EXPECT_EQ(text(shown.content() / "pkg/b.py"), "B");
}

TEST_F(ProjectViewTest, ResetRemovesCachesWithoutReportingThem) {
  auto shown = view();
  fs::create_directories(shown.content() / ".pytest_cache");
  put_raw(shown.content() / ".pytest_cache/x", "x");
  EXPECT_THAT(shown.reset().value(), IsEmpty());
  EXPECT_FALSE(fs::exists(shown.content() / ".pytest_cache"));
}

TEST_F(ProjectViewTest, ResetRefusesWhenTheOriginalHasChangedToo) {
  auto shown = view();
  put_raw(shown.content() / "a.py", "by the run");
  write("a.py", "by the user, meanwhile");
  const auto result = shown.reset();
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code(), ErrorCode::conflict);
}

TEST_F(ProjectViewTest, ALargeProjectIsRefusedWithAHint) {
  write("big.bin", "");
  fs::resize_file(root() / "big.bin", 401ULL << 20);
  const auto made = ProjectView::create(root(), {});
  ASSERT_FALSE(made);
  EXPECT_EQ(made.error().code(), ErrorCode::unsupported);
  EXPECT_THAT(made.error().hint(), HasSubstr("--root"));
}

TEST_F(ProjectViewTest, AMissingProjectIsNotFound) {
  EXPECT_EQ(ProjectView::create(root() / "none", {}).error().code(), ErrorCode::not_found);
  EXPECT_EQ(ProjectView::create(root() / "a.py", {}).error().code(), ErrorCode::not_found);
}

TEST_F(ProjectViewTest, TheRealProjectIsNeverTouched) {
  const auto before = info_of(root() / "a.py");
  {
    auto shown = view({{"a.py", "x"}});
    fs::remove_all(shown.content() / "pkg");
    ASSERT_TRUE(shown.reset());
  }
  const auto after = info_of(root() / "a.py");
  EXPECT_EQ(before.st_ctim.tv_sec, after.st_ctim.tv_sec);
  EXPECT_EQ(before.st_ctim.tv_nsec, after.st_ctim.tv_nsec);
  EXPECT_EQ(before.st_ino, after.st_ino);
}

}  // namespace
}  // namespace velox::sandbox
