// SPDX-License-Identifier: Apache-2.0
#include "velox/store/store.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include <cstdlib>
#include <fstream>

namespace velox::store {
namespace {

using testing::HasSubstr;

class StoreTest : public testing::Test {
 protected:
  void SetUp() override {
    char pattern[] = "/tmp/vx-store-XXXXXX";
    folder_ = mkdtemp(pattern);
  }
  void TearDown() override { fs::remove_all(folder_); }
  fs::path file() const { return folder_ / "velox.db"; }
  std::unique_ptr<Store> open() {
    auto store = Store::open(file());
    EXPECT_TRUE(store) << store.error().describe();
    return std::move(*store);
  }
  fs::path folder() const { return folder_; }
  static RunRecord run(const std::string& id, const std::string& at) {
    RunRecord record;
    record.id = id;
    record.started_at = at;
    record.status = "running";
    record.target = "report.py";
    record.seed = 18446744073709551615ULL;
    record.budget_s = 60;
    return record;
  }
  fs::path folder_;
};

TEST_F(StoreTest, FoldersMayHaveAnyName) {
  const fs::path odd = folder() / "a \"b\" c's db=x timeout=0";
  fs::create_directory(odd);
  ASSERT_TRUE(Store::open(odd / "velox.db"));
  EXPECT_TRUE(fs::exists(odd / "velox.db"));
  EXPECT_EQ(std::distance(fs::directory_iterator(folder()), fs::directory_iterator()), 1);
  EXPECT_TRUE(Store::open(odd / "velox.db")) << "and again";
}

TEST_F(StoreTest, CasesComeBackAsTheyWerePut) {
  model::Case known;
  known.run = "aa11";
  known.unit = "a.py::f";
  known.at = "2026-01-01T00:00:00Z";
  known.strategy = "pop-front-to-deque";
  known.verdict = model::VerdictKind::no_gain;
  known.gain = 0.25;
  known.seconds = 1.5;
  known.expected_saving = 0.125;
  known.python = "CPython 3.11";
  known.machine = "here";
  known.size_class = -1;
  known.vector = "7f00";
  known.vector_version = 3;
  ASSERT_TRUE(open()->add_case(known));
  known.strategy = "later";
  ASSERT_TRUE(open()->add_case(known));
  const auto cases = open()->cases();
  ASSERT_TRUE(cases);
  ASSERT_EQ(cases->size(), 2U);
  const model::Case& read = cases->front();
  EXPECT_EQ(read.strategy, "pop-front-to-deque");
  EXPECT_EQ(read.verdict, model::VerdictKind::no_gain);
  EXPECT_EQ(std::tie(read.run, read.unit, read.at, read.python, read.machine, read.vector),
            std::tie(known.run, known.unit, known.at, known.python, known.machine, known.vector));
  EXPECT_EQ(std::tie(read.gain, read.seconds, read.expected_saving, read.size_class, read.vector_version),
            std::tie(known.gain, known.seconds, known.expected_saving, known.size_class, known.vector_version));
}

TEST_F(StoreTest, RunsSurviveReopening) {
  ASSERT_TRUE(open()->put_run(run("aa11", "2026-01-01T00:00:00Z")));
  auto found = open()->run("aa");
  ASSERT_TRUE(found && found->has_value());
  EXPECT_EQ((*found)->target, "report.py");
  EXPECT_EQ((*found)->seed, 18446744073709551615ULL);
}

TEST_F(StoreTest, ListsNewestRunsFirst) {
  auto store = open();
  ASSERT_TRUE(store->put_run(run("aa11", "2026-01-01T00:00:00Z")));
  ASSERT_TRUE(store->put_run(run("bb22", "2026-01-02T00:00:00Z")));
  auto runs = store->runs(10);
  ASSERT_TRUE(runs);
  ASSERT_EQ(runs->size(), 2U);
  EXPECT_EQ(runs->front().id, "bb22");
}

TEST_F(StoreTest, PrefixIsNeverAWildcard) {
  auto store = open();
  ASSERT_TRUE(store->put_run(run("aa11", "2026-01-01T00:00:00Z")));
  for (const char* prefix : {"%", "_a11", "zz", "a'--"}) {
    auto found = store->run(prefix);
    ASSERT_TRUE(found) << prefix;
    EXPECT_FALSE(found->has_value()) << prefix;
  }
}

TEST_F(StoreTest, KeepsExperimentsInOrder) {
  auto store = open();
  for (const char* id : {"c1", "c2", "c3"}) {
    ExperimentRecord e;
    e.run = "aa";
    e.candidate = id;
    e.reason = "it's \"quoted\"; with -- odd text";
    ASSERT_TRUE(store->add_experiment(e));
  }
  auto all = store->experiments("aa");
  ASSERT_TRUE(all);
  ASSERT_EQ(all->size(), 3U);
  EXPECT_EQ(all->at(2).candidate, "c3");
  EXPECT_EQ(all->at(0).reason, "it's \"quoted\"; with -- odd text");
}

TEST_F(StoreTest, AmbiguousPatchPrefixIsRefused) {
  auto store = open();
  for (const char* id : {"ab12", "ab34"}) {
    PatchRecord patch;
    patch.id = id;
    ASSERT_TRUE(store->put_patch(patch));
  }
  auto found = store->patch("ab");
  ASSERT_FALSE(found);
  EXPECT_THAT(found.error().describe(), HasSubstr("more than one patch"));
  EXPECT_TRUE(store->patch("ab1")->has_value());
}

TEST_F(StoreTest, LedgerFinishesTogetherWithPatchState) {
  auto store = open();
  PatchRecord patch;
  patch.id = "ab12";
  ASSERT_TRUE(store->put_patch(patch));
  LedgerRecord entry;
  entry.patch = "ab12";
  entry.action = "apply";
  auto id = store->begin_ledger(entry);
  ASSERT_TRUE(id);
  EXPECT_EQ(store->unfinished_ledger()->size(), 1U);
  ASSERT_TRUE(store->finish_ledger(*id, "ab12", PatchState::applied));
  EXPECT_TRUE(store->unfinished_ledger()->empty());
  EXPECT_EQ((*store->patch("ab12"))->state, PatchState::applied);
  EXPECT_EQ(store->patches_in_state(PatchState::applied)->size(), 1U);
}

TEST_F(StoreTest, MarksRunsThatNobodyFinished) {
  auto store = open();
  ASSERT_TRUE(store->put_run(run("aa11", "2026-01-01T00:00:00Z")));
  ASSERT_TRUE(store->mark_interrupted());
  EXPECT_EQ((*store->run("aa11"))->status, "interrupted");
}

TEST_F(StoreTest, FileThatIsNoDatabaseIsAClearError) {
  std::ofstream(file()) << std::string(5000, 'x');
  auto store = Store::open(file());
  ASSERT_FALSE(store);
  EXPECT_EQ(store.error().code(), ErrorCode::invalid);
  EXPECT_THAT(store.error().describe(), HasSubstr("source files are not affected"));
}

TEST_F(StoreTest, DatabaseFromTheFutureIsRefused) {
  open();
  {
    soci::session sql(soci::sqlite3, file().string());
    sql << "UPDATE schema_version SET version = 999";
  }
  auto store = Store::open(file());
  ASSERT_FALSE(store);
  EXPECT_EQ(store.error().code(), ErrorCode::unsupported);
}

}  // namespace
}  // namespace velox::store
