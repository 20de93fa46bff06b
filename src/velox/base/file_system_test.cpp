// SPDX-License-Identifier: Apache-2.0
#include "velox/base/file_system.hpp"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fstream>
#include <thread>
#include <vector>

namespace velox {
namespace {

using ::testing::HasSubstr;

class FileSystemTest : public ::testing::Test {
 protected:
  void SetUp() override {
    auto made = TempDir::create("fs-");
    ASSERT_TRUE(made) << made.error().describe();
    dir_.emplace(std::move(*made));
  }
  fs::path at(const std::string& name) const { return dir_->path() / name; }
  static mode_t mode_of(const fs::path& path) {
    struct stat info{};
    EXPECT_EQ(::lstat(path.c_str(), &info), 0);
    return info.st_mode & 07777;
  }
  std::size_t entries() const {
    return static_cast<std::size_t>(std::distance(fs::directory_iterator(dir_->path()), fs::directory_iterator()));
  }
  std::optional<TempDir> dir_;
};

TEST_F(FileSystemTest, ReadsBackWhatItWrote) {
  std::string bytes = "a\0b\r\n\xff";
  bytes += std::string(100000, 'x');
  ASSERT_TRUE(write_file_atomic(at("f"), bytes));
  EXPECT_EQ(read_file(at("f")).value(), bytes);
  ASSERT_TRUE(write_file_atomic(at("f"), ""));
  EXPECT_EQ(read_file(at("f")).value(), "");
  EXPECT_EQ(entries(), 1U);
}

TEST_F(FileSystemTest, ReadsFilesWhoseSizeIsNotKnownBefore) {
  const auto status = read_file("/proc/self/status");
  ASSERT_TRUE(status);
  EXPECT_THAT(*status, HasSubstr("Pid:"));
}

TEST_F(FileSystemTest, ReadTellsMissingFromUnreadable) {
  EXPECT_EQ(read_file(at("none")).error().code(), ErrorCode::not_found);
  EXPECT_EQ(read_file(dir_->path()).error().code(), ErrorCode::io);
  ASSERT_EQ(::mkfifo(at("pipe").c_str(), 0600), 0);
  EXPECT_EQ(read_file(at("pipe")).error().code(), ErrorCode::io);
}

TEST_F(FileSystemTest, ReplacingKeepsPermissionBits) {
  ASSERT_TRUE(write_file_atomic(at("tool"), "old"));
  ASSERT_EQ(::chmod(at("tool").c_str(), 0751), 0);
  ASSERT_TRUE(write_file_atomic(at("tool"), "new"));
  EXPECT_EQ(mode_of(at("tool")), 0751U);
  EXPECT_EQ(read_file(at("tool")).value(), "new");
}

TEST_F(FileSystemTest, NewFilesFollowTheUmask) {
  const mode_t before = ::umask(027);
  ASSERT_TRUE(write_file_atomic(at("new"), "x"));
  ::umask(before);
  EXPECT_EQ(mode_of(at("new")), 0640U);
}

TEST_F(FileSystemTest, ReplacesTheTargetOfALinkAndKeepsTheLink) {
  ASSERT_TRUE(write_file_atomic(at("real"), "old"));
  fs::create_symlink("real", at("link"));
  fs::create_symlink("link", at("link2"));
  ASSERT_TRUE(write_file_atomic(at("link2"), "new"));
  EXPECT_TRUE(fs::is_symlink(at("link2")));
  EXPECT_TRUE(fs::is_symlink(at("link")));
  EXPECT_FALSE(fs::is_symlink(at("real")));
  EXPECT_EQ(read_file(at("real")).value(), "new");
}

TEST_F(FileSystemTest, APipeIsWrittenToAndStays) {
  ASSERT_EQ(::mkfifo(at("pipe").c_str(), 0600), 0);
  const int reader = ::open(at("pipe").c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
  ASSERT_GE(reader, 0);
  ASSERT_TRUE(write_file_atomic(at("pipe"), "told"));
  char text[8] = {};
  EXPECT_EQ(::read(reader, text, sizeof text), 4);
  ::close(reader);
  EXPECT_STREQ(text, "told");
  EXPECT_TRUE(fs::is_fifo(at("pipe")));
  EXPECT_EQ(entries(), 1U);
}

TEST_F(FileSystemTest, ALoopOfLinksIsAnError) {
  fs::create_symlink("b", at("a"));
  fs::create_symlink("a", at("b"));
  EXPECT_EQ(write_file_atomic(at("a"), "x").error().code(), ErrorCode::io);
}

TEST_F(FileSystemTest, AFailedWriteLeavesNothingBehind) {
  fs::create_directory(at("folder"));
  EXPECT_FALSE(write_file_atomic(at("folder"), "x"));
  EXPECT_EQ(entries(), 1U);
  EXPECT_EQ(write_file_atomic(at("missing/f"), "x").error().code(), ErrorCode::not_found);
}

TEST_F(FileSystemTest, AReaderNeverSeesAMixture) {
  const std::string a(50000, 'a'), b(50000, 'b');
  ASSERT_TRUE(write_file_atomic(at("f"), a));
  std::jthread writer([&](const std::stop_token& stop) {
    for (int i = 0; !stop.stop_requested(); ++i) (void)write_file_atomic(at("f"), i % 2 == 0 ? b : a).has_value();
  });
  for (int i = 0; i < 200; ++i) {
    const auto seen = read_file(at("f"));
    ASSERT_TRUE(seen);
    ASSERT_TRUE(*seen == a || *seen == b);
  }
}

TEST_F(FileSystemTest, MakesFoldersOnceAndAgain) {
  EXPECT_TRUE(make_folder(at("a/b/c")));
  EXPECT_TRUE(make_folder(at("a/b/c")));
  ASSERT_TRUE(write_file_atomic(at("file"), ""));
  EXPECT_EQ(make_folder(at("file")).error().code(), ErrorCode::io);
}

TEST_F(FileSystemTest, TempDirRemovesEvenWhatWasMadeUnreadable) {
  fs::path path;
  {
    const auto inner = TempDir::create("inner-", dir_->path());
    ASSERT_TRUE(inner);
    path = inner->path();
    EXPECT_EQ(mode_of(path) & 0777U, 0700U);
    fs::create_directories(path / "x/y");
    std::ofstream(path / "x/y/f") << "1";
    ::chmod((path / "x/y").c_str(), 0);
    ::chmod((path / "x").c_str(), 0);
  }
  EXPECT_FALSE(fs::exists(path));
}

TEST_F(FileSystemTest, OnlyAbandonedTempDirsAreRemoved) {
  const char* before = std::getenv("TMPDIR");
  const std::string kept = before == nullptr ? "" : before;
  ::setenv("TMPDIR", dir_->path().c_str(), 1);
  const auto live = TempDir::create("live-");
  ASSERT_TRUE(live);
  for (const char* name : {"velox-old-abcdef", "velox-new-abcdef", "velox-of-mine", "other-abcdef"}) {
    ASSERT_TRUE(make_folder(at(name)));
    struct stat ours{};
    ASSERT_EQ(::stat(live->path().c_str(), &ours), 0);
    const bool left_behind = std::string_view(name) != "velox-of-mine";
    ASSERT_EQ(::chmod(at(name).c_str(), left_behind ? ours.st_mode : 0700), 0);
  }
  const timespec old[2] = {{1000000, 0}, {1000000, 0}};
  for (const auto& path : {live->path(), at("velox-old-abcdef"), at("velox-of-mine"), at("other-abcdef")})
    ASSERT_EQ(::utimensat(AT_FDCWD, path.c_str(), old, 0), 0);
  remove_abandoned_temp_dirs();
  EXPECT_TRUE(fs::exists(live->path()));
  EXPECT_FALSE(fs::exists(at("velox-old-abcdef")));
  EXPECT_TRUE(fs::exists(at("velox-new-abcdef")));
  EXPECT_TRUE(fs::exists(at("velox-of-mine"))) << "the folder of a person";
  EXPECT_TRUE(fs::exists(at("other-abcdef")));
  if (before == nullptr)
    ::unsetenv("TMPDIR");
  else
    ::setenv("TMPDIR", kept.c_str(), 1);
}

TEST_F(FileSystemTest, TempDirDoesNotFollowLinksWhenItRemoves) {
  ASSERT_TRUE(make_folder(at("keep")));
  ASSERT_TRUE(write_file_atomic(at("keep/f"), "1"));
  {
    const auto inner = TempDir::create("inner-", dir_->path());
    fs::create_directory_symlink(at("keep"), inner->path() / "link");
  }
  EXPECT_TRUE(fs::exists(at("keep/f")));
}

TEST_F(FileSystemTest, AMovedTempDirIsRemovedOnce) {
  auto first = TempDir::create("inner-", dir_->path());
  const fs::path path = first->path();
  {
    const TempDir second = std::move(*first);
    EXPECT_TRUE(fs::exists(path));
  }
  EXPECT_FALSE(fs::exists(path));
}

TEST_F(FileSystemTest, ALockIsHeldByOneAndNamesItsHolder) {
  auto held = FileLock::acquire(at("lock"));
  ASSERT_TRUE(held);
  const auto second = FileLock::acquire(at("lock"));
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code(), ErrorCode::conflict);
  EXPECT_THAT(second.error().message(), HasSubstr("process " + std::to_string(::getpid())));
  {
    const FileLock released = std::move(*held);
  }
  EXPECT_TRUE(FileLock::acquire(at("lock")));
}

}  // namespace
}  // namespace velox
