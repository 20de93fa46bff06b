// SPDX-License-Identifier: Apache-2.0
#include "velox/agents/findings_cache.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <thread>
#include <vector>

#include "velox/agents/file_findings.hpp"

namespace velox::agents {
namespace {

FileFindings some_findings() {
  FileFindings findings;
  findings.units = 3;
  findings.ignored = 1;
  auto& one = findings.opportunities.emplace_back();
  one.candidate.id = "abc";
  one.candidate.strategy = "sort-in-loop";
  one.candidate.unit = {"a.py", "f.<locals>.g"};
  one.candidate.file = "a.py";
  one.candidate.edits = {{{3, 9}, "x\n"}, {{12, 12}, std::string("\0y", 2)}};
  one.candidate.assurance = model::Assurance::observed;
  one.candidate.assumptions = {"`xs` is a list"};
  one.candidate.judging = model::Judging::workload;
  one.candidate.why = "why";
  one.candidate.cost_before = "O(n)";
  one.candidate.cost_after = "O(1)";
  one.candidate.expected_factor = 1.75;
  one.candidate.line = 12;
  one.candidate.expected_saving = 0.3;
  one.line_text = "x = 1";
  one.fingerprint = "f00";
  one.diff = "--- a";
  findings.refusals.push_back({"rule", {"a.py", "h"}, 4, "reason"});
  findings.warnings = {"a.py: skipped"};
  return findings;
}

TEST(FileFindingsTest, ComeBackFromBytesAsTheyWere) {
  const auto packed = pack(some_findings());
  const auto findings = unpack(packed, "a.py");
  ASSERT_TRUE(findings);
  EXPECT_EQ(pack(*findings), packed);
  const auto& one = findings->opportunities.at(0).candidate;
  EXPECT_EQ(one.unit.text(), "a.py::f.<locals>.g");
  EXPECT_EQ(one.edits, some_findings().opportunities[0].candidate.edits);
  EXPECT_EQ(one.assurance, model::Assurance::observed);
  EXPECT_EQ(one.judging, model::Judging::workload);
  EXPECT_EQ(one.expected_factor, 1.75);
  EXPECT_EQ(findings->refusals.at(0).unit.qualname, "h");
  EXPECT_EQ(findings->warnings.at(0), "a.py: skipped");
}

TEST(FileFindingsTest, AreNothingWhenBytesAreCutOrLeft) {
  const auto packed = pack(some_findings());
  for (std::size_t size = 0; size < packed.size(); ++size) EXPECT_FALSE(unpack(packed.substr(0, size), "a.py"));
  EXPECT_FALSE(unpack(packed + "x", "a.py"));
}

class FindingsCacheTest : public ::testing::Test {
 protected:
  FindingsCache open(std::string_view key = "key") { return FindingsCache::open(folder(), "/project", key); }
  fs::path folder() const { return scratch_.path() / "findings"; }
  fs::path only_file() const { return fs::directory_iterator(folder())->path(); }

  void fill(std::string_view packed = "packed", std::string_view key = "key") {
    auto cache = open(key);
    cache.put("a.py", stamp_, "content", std::string(packed));
    ASSERT_TRUE(cache.save());
  }

  TempDir scratch_ = TempDir::create("cache-").value();
  FileStamp stamp_{.size = 10, .inode = 7, .modified_ns = -5, .changed_ns = 1'700'000'000'123'456'789, .settled = true};
};

TEST_F(FindingsCacheTest, KnowsAFileByItsStampOrItsContent) {
  EXPECT_FALSE(open().found());
  fill();
  const auto cache = open();
  EXPECT_TRUE(cache.found());
  EXPECT_EQ(cache.unchanged("a.py", stamp_), "packed");
  EXPECT_EQ(cache.with_content("a.py", "content"), "packed");
  EXPECT_FALSE(cache.with_content("a.py", "other"));
  EXPECT_FALSE(cache.unchanged("b.py", stamp_));
  for (auto member : {&FileStamp::size, &FileStamp::inode}) {
    auto other = stamp_;
    ++(other.*member);
    EXPECT_FALSE(cache.unchanged("a.py", other));
  }
  for (auto member : {&FileStamp::modified_ns, &FileStamp::changed_ns}) {
    auto other = stamp_;
    ++(other.*member);
    EXPECT_FALSE(cache.unchanged("a.py", other));
  }
}

TEST_F(FindingsCacheTest, LooksIntoAFileThatWasYoungWhenItWasRead) {
  stamp_.settled = false;
  fill();
  auto cache = open();
  EXPECT_FALSE(cache.unchanged("a.py", stamp_));
  EXPECT_TRUE(cache.with_content("a.py", "content"));
  stamp_.settled = true;
  cache.restamp("a.py", stamp_);
  ASSERT_TRUE(cache.save());
  EXPECT_TRUE(open().unchanged("a.py", stamp_));
}

TEST_F(FindingsCacheTest, StampsOfAFileTellAWriteThatKeepsTimeAndSize) {
  const auto file = scratch_.path() / "a.py";
  ASSERT_TRUE(write_file_atomic(file, "x = 1\n"));
  const auto young = stamp_of(file).value();
  EXPECT_FALSE(young.settled);
  const timespec old[2] = {{1'000'000'000, 0}, {1'000'000'000, 0}};
  ASSERT_EQ(::utimensat(AT_FDCWD, file.c_str(), old, 0), 0);
  const auto before = stamp_of(file).value();
  EXPECT_FALSE(before.settled) << "a time that was set does not make a file old";
  EXPECT_FALSE(before.same_as(young));
  EXPECT_EQ(stamp_of(scratch_.path() / "none.py").error().code(), ErrorCode::not_found);
}

TEST_F(FindingsCacheTest, KeepsCachesOfSeveralKeysApart) {
  fill("one", "key 1");
  fill("two", "key 2");
  EXPECT_EQ(open("key 1").unchanged("a.py", stamp_), "one");
  EXPECT_EQ(open("key 2").unchanged("a.py", stamp_), "two");
  EXPECT_FALSE(open("key 3").found());
}

TEST_F(FindingsCacheTest, IsEmptyWhereBytesAreDamagedAndIsWrittenAnew) {
  fill("packed findings of some length");
  const auto bytes = read_file(only_file()).value();
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    auto damaged = bytes;
    damaged[i] = static_cast<char>(damaged[i] ^ 0x20);
    ASSERT_TRUE(write_file_atomic(only_file(), damaged));
    const auto cache = open();
    EXPECT_FALSE(cache.found()) << i;
    EXPECT_FALSE(cache.unchanged("a.py", stamp_)) << i;
    ASSERT_TRUE(write_file_atomic(only_file(), bytes.substr(0, i)));
    EXPECT_FALSE(open().found()) << i;
  }
  fill();
  EXPECT_TRUE(open().unchanged("a.py", stamp_));
}

TEST_F(FindingsCacheTest, DoesNotTrustWhatOthersMayWrite) {
  fill();
  ASSERT_EQ(::chmod(only_file().c_str(), 0666), 0);
  EXPECT_FALSE(open().found());
  ASSERT_EQ(::chmod(only_file().c_str(), 0644), 0);
  EXPECT_TRUE(open().found());
}

TEST_F(FindingsCacheTest, ForgetsFilesThatAreGoneAndWritesOnlyChanges) {
  fill();
  auto cache = open();
  cache.restamp("a.py", stamp_);
  const auto written = fs::last_write_time(only_file());
  fs::last_write_time(only_file(), written - std::chrono::hours(1));
  ASSERT_TRUE(cache.save());
  EXPECT_LT(fs::last_write_time(only_file()), written) << "nothing had changed";
  cache.forget_if([](const std::string& file) { return file == "a.py"; });
  ASSERT_TRUE(cache.save());
  EXPECT_TRUE(open().found());
  EXPECT_FALSE(open().knows("a.py"));
}

TEST_F(FindingsCacheTest, SurvivesWritersAndReadersAtOnce) {
  fill("0");
  std::vector<std::jthread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&, t] {
      for (int i = 0; i < 25; ++i) {
        auto cache = open();
        EXPECT_TRUE(cache.found());
        cache.put("a.py", stamp_, "content", std::string(1000, static_cast<char>('0' + t)));
        EXPECT_TRUE(cache.save());
      }
    });
  }
  threads.clear();
  EXPECT_EQ(open().unchanged("a.py", stamp_)->size(), 1000U);
}

}  // namespace
}  // namespace velox::agents
