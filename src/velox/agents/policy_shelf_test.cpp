// SPDX-License-Identifier: Apache-2.0
#include "velox/agents/policy_shelf.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "velox/agents/policy_choice.hpp"
#include "velox/learn/bandit.hpp"

namespace velox::agents {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class PolicyShelfTest : public testing::Test {
 protected:
  fs::path folder() const { return scratch_.path() / "policy"; }
  PolicyShelf shelf() const { return PolicyShelf(folder()); }
  std::string add_bandit() {
    const auto bandit = learn::Bandit::create({"bandit", 1, {}, "", ""});
    return shelf().add("bandit", bandit->trained(), "# A bandit\n", {3, {"web/one"}}).value().name;
  }
  void damage(const std::string& name) {
    ASSERT_TRUE(write_file_atomic(folder() / name / "policy.json", "{\"schema\":"));
  }
  ChosenPolicy choose(const std::string& wanted) {
    auto chosen = choose_policy(wanted, 1, shelf(), {});
    EXPECT_TRUE(chosen) << chosen.error().describe();
    return *std::move(chosen);
  }
  TempDir scratch_ = TempDir::create("shelf-").value();
};

TEST_F(PolicyShelfTest, NothingWasPromotedAtFirst) {
  EXPECT_EQ(shelf().promoted(), "expected");
  EXPECT_THAT(shelf().trained(), IsEmpty());
  EXPECT_FALSE(shelf().roll_back());
  EXPECT_EQ(choose("auto").name, "expected");
  EXPECT_EQ(choose("bandit").name, "bandit") << "it can begin with nothing";
}

TEST_F(PolicyShelfTest, PoliciesComeBackAsTheyWerePut) {
  EXPECT_EQ(add_bandit(), "bandit-1");
  EXPECT_EQ(add_bandit(), "bandit-2");
  const auto policy = shelf().find("bandit-1");
  ASSERT_TRUE(policy);
  EXPECT_EQ(policy->trained_on.sessions, 3);
  EXPECT_THAT(policy->trained_on.projects, ElementsAre("web/one"));
  EXPECT_TRUE(shelf().bytes(*policy));
  EXPECT_EQ(shelf().trained().size(), 2U);
  EXPECT_EQ(choose("bandit").name, "bandit-2") << "the newest of its kind";
  EXPECT_EQ(choose("bandit-1").name, "bandit-1");
}

TEST_F(PolicyShelfTest, ARollbackBringsBackTheOneBefore) {
  add_bandit(), add_bandit();
  ASSERT_TRUE(shelf().promote("bandit-1"));
  ASSERT_TRUE(shelf().promote("bandit-2"));
  EXPECT_EQ(shelf().promoted(), "bandit-2");
  EXPECT_EQ(shelf().roll_back().value(), "bandit-1");
  EXPECT_EQ(shelf().roll_back().value(), "expected");
  EXPECT_FALSE(shelf().roll_back());
}

TEST_F(PolicyShelfTest, ADamagedPolicyIsPassedOver) {
  add_bandit(), add_bandit();
  ASSERT_TRUE(shelf().promote("bandit-1"));
  ASSERT_TRUE(shelf().promote("bandit-2"));
  damage("bandit-2");
  const auto chosen = choose("auto");
  EXPECT_EQ(chosen.name, "bandit-1");
  EXPECT_THAT(chosen.warnings, ElementsAre(HasSubstr("not as it was made")));
  damage("bandit-1");
  EXPECT_EQ(choose("auto").name, "expected");
  EXPECT_EQ(choose("bandit-2").name, "expected") << "also when it was asked for by name";
}

TEST_F(PolicyShelfTest, NamesThatLeadElsewhereAreNone) {
  ASSERT_TRUE(make_folder(folder()));
  ASSERT_TRUE(write_file_atomic(folder() / "promotions", "../../evil 2026-01-01T00:00:00Z\ndqn-1/.. x\ndqn-0 x\n"));
  EXPECT_EQ(shelf().promoted(), "expected");
  EXPECT_FALSE(shelf().find("../bandit-1"));
  EXPECT_FALSE(choose_policy("../bandit-1", 1, shelf(), {}));
  EXPECT_FALSE(choose_policy("luck", 1, shelf(), {}));
  const auto none = choose_policy("dqn", 1, shelf(), {});
  ASSERT_FALSE(none);
  EXPECT_THAT(none.error().describe(), HasSubstr("velox learn train"));
}

TEST_F(PolicyShelfTest, ComparisonsAreRememberedInOrder) {
  ComparedPolicies compared;
  compared.challenger = "bandit-1";
  compared.champion = "expected";
  compared.low = 0.25;
  ASSERT_TRUE(shelf().add_comparison(compared));
  compared.better = true;
  ASSERT_TRUE(shelf().add_comparison(compared));
  const auto all = shelf().comparisons();
  ASSERT_EQ(all.size(), 2U);
  EXPECT_FALSE(all[0].better);
  EXPECT_TRUE(all[1].better);
  EXPECT_EQ(all[1].low, 0.25);
}

}  // namespace
}  // namespace velox::agents
