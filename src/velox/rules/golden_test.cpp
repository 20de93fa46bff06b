// SPDX-License-Identifier: Apache-2.0
// Every page of catalogue/ as one test: each case's rewrite gives exactly the text of its second block, parses, is not
// proposed again, and behaves alike in CPython; a lone block gives no candidate.
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "velox/rules/catalogue.hpp"
#include "velox/rules/golden.hpp"
#include "velox/rules/pattern_rule.hpp"
#include "velox/rules/rule.hpp"
#include "velox/source/edits.hpp"

namespace velox::rules {
namespace {

namespace files = std::filesystem;

std::string slurp(const files::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

std::vector<std::string> page_names() {
  std::vector<std::string> names;
  for (const auto& entry : files::directory_iterator(files::path(VX_SOURCE_DIR) / "catalogue")) {
    if (entry.path().extension() == ".md") names.push_back(entry.path().stem().string());
  }
  std::ranges::sort(names);
  return names;
}

/// Runs all cases of a page in one CPython and fails on each line that the driver prints.
void check_behaviour(const Page& page) {
  const auto path = files::temp_directory_path() / (fmt::format("velox-golden-{}-{}.json", page.id, getpid()));
  std::ofstream(path, std::ios::binary) << cases_to_run(page);
  const std::string command =
      "timeout 120 /usr/bin/python3 " VX_SOURCE_DIR "/runtime/page_cases.py " + path.string() + " 2>&1";
  std::FILE* pipe = popen(command.c_str(), "r");
  ASSERT_NE(pipe, nullptr);
  std::string out;
  for (char buffer[4096]; const auto n = std::fread(buffer, 1, sizeof buffer, pipe);) out.append(buffer, n);
  EXPECT_EQ(pclose(pipe), 0);
  files::remove(path);
  const auto skipped = out.find("skipped: ");
  EXPECT_EQ(out.substr(0, skipped), "");
  if (skipped != std::string::npos) GTEST_SKIP() << out.substr(skipped);
}

class CatalogueTest : public testing::TestWithParam<std::string> {};

TEST_P(CatalogueTest, CasesHold) {
  const auto page = parse_page(GetParam(), slurp(files::path(VX_SOURCE_DIR) / "catalogue" / (GetParam() + ".md")));
  ASSERT_TRUE(page) << page.error().describe();
  const auto rules = builtin_rules();
  const auto rule = std::ranges::find(rules, page->id, [](const auto& one) { return one->id(); });
  ASSERT_NE(rule, rules.end()) << "no rule of this name";
  for (const auto& [line, title, message] : check_cases(**rule, *page))
    ADD_FAILURE() << "catalogue/" << page->id << ".md:" << line << ": " << title << ": " << message;
  const auto positive =
      std::ranges::count_if(page->cases, [](const PageCase& entry) { return entry.after.has_value(); });
  const auto negative = static_cast<std::ptrdiff_t>(page->cases.size()) - positive;
  EXPECT_GE(positive, 4);
  EXPECT_GE(negative, 4);
  EXPECT_TRUE(std::ranges::any_of(page->cases, [](const PageCase& entry) { return !entry.run.empty(); }));
  check_behaviour(*page);
}

INSTANTIATE_TEST_SUITE_P(Pages, CatalogueTest, testing::ValuesIn(page_names()), [](const auto& page) {
  std::string name = page.param;
  std::ranges::replace(name, '-', '_');
  return name;
});
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(CatalogueTest);

TEST(RegistryTest, EveryRuleHasAPageAndAnIdOfItsOwn) {
  const auto names = page_names();
  std::set<std::string> ids;
  for (const auto& rule : builtin_rules()) {
    EXPECT_TRUE(ids.insert(std::string(rule->id())).second) << rule->id();
    EXPECT_NE(std::ranges::find(names, rule->id()), names.end()) << "no page for " << rule->id();
  }
  EXPECT_EQ(ids.size(), names.size());
}

TEST(CatalogueTextTest, EmbeddedPagesLoad) {
  const auto pages = load_catalogue();
  ASSERT_TRUE(pages) << pages.error().describe();
  EXPECT_EQ(pages->size(), page_names().size());
  for (const auto& page : *pages) {
    EXPECT_GE(page.sections.size(), 4u) << page.id;
    EXPECT_GT(page.factor, 1.0) << page.id;
    if (page.kind != "pattern") continue;
    const auto rule = make_pattern_rule(page);
    EXPECT_TRUE(rule) << rule.error().describe();
  }
}

TEST(CatalogueTextTest, RefusesMalformedPages) {
  const std::string head = "---\nid: a\nassurance: tested\n---\n";
  EXPECT_FALSE(parse_page("a", "no front matter"));
  EXPECT_FALSE(parse_page("b", head)) << "id is not the file's name";
  EXPECT_FALSE(parse_page("a", "---\nid: a\nassurance: sure\n---\n"));
  EXPECT_FALSE(parse_page("a", head + "## Cases\n```python\nx\n```\n")) << "block without a title";
  EXPECT_FALSE(parse_page("a", head + "## Cases\n### t\n```python\nx\n")) << "open fence";
  EXPECT_FALSE(parse_page("a", head + "## Cases\n### t\n<!-- what: x -->\n```python\nx\n```\n"));
  const auto page = parse_page("a", head + "## What\nText.\n## Cases\n### t\n<!-- all -->\n```python\nx\n```\n");
  ASSERT_TRUE(page) << page.error().describe();
  EXPECT_TRUE(page->cases.at(0).all);
  EXPECT_EQ(page->sections.at(0).text, "Text.");
}

}  // namespace
}  // namespace velox::rules
