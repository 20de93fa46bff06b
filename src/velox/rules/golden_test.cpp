// SPDX-License-Identifier: Apache-2.0
// Every page of catalogue/ as one test: each case's rewrite gives exactly the text of its second block, parses, is not
// proposed again, and behaves alike in CPython; a lone block gives no candidate. VX_GOLDEN_UPDATE=1 prints what the rule
// gives instead, for pasting into the page.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "velox/base/json_full.hpp"
#include "velox/rules/catalogue.hpp"
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

std::map<std::string, std::uint64_t> counts(const Json& object) {
  std::map<std::string, std::uint64_t> out;
  for (const auto& [key, value] : object.items()) out[key] = value.get<std::uint64_t>();
  return out;
}

model::ObservedValue observed_value(const Json& object) {
  model::ObservedValue value;
  value.types = counts(json::member(object, "types"));
  value.elements = counts(json::member(object, "elements"));
  value.element_of_elements = counts(json::member(object, "element_of_elements"));
  value.hashable_elements = json::bool_or(object, "hashable_elements");
  for (const auto& size : json::member(object, "sizes")) value.sizes.push_back(size.get<std::uint64_t>());
  value.identity_shared = json::bool_or(object, "identity_shared");
  return value;
}

std::vector<model::ObservedUnit> observed_units(const std::string& text, const std::string& file) {
  std::vector<model::ObservedUnit> units;
  if (text.empty()) return units;
  const auto object = json::parse(text, "observed");
  if (!object) {
    ADD_FAILURE() << object.error().describe();
    return units;
  }
  for (const auto& [qualname, facts] : object->items()) {
    auto& unit = units.emplace_back();
    unit.unit = {file, qualname};
    unit.calls = static_cast<std::uint64_t>(json::integer_or(facts, "calls", 10));
    for (const auto& [name, value] : json::member(facts, "params").items()) unit.params[name] = observed_value(value);
    for (const auto& [name, value] : json::member(facts, "locals").items()) unit.locals[name] = observed_value(value);
    unit.returns = observed_value(json::member(facts, "returns"));
  }
  return units;
}

struct Golden {
  std::vector<std::unique_ptr<Rule>> rules;
  const PageCase& entry;

  /// What the rule finds in all units of a text (or in the case's unit), with hot facts absent.
  Findings find(const std::string& text) const {
    Findings all;
    const auto module = source::ParsedModule::parse(text, "case.py");
    if (!module) {
      ADD_FAILURE() << module.error().describe();
      return all;
    }
    EXPECT_FALSE(module->syntax_error()) << module->syntax_error()->message << "\n" << text;
    const auto observed = observed_units(entry.observed, "case.py");
    const auto facts = analysis::Facts::analyse(*module, observed);
    PythonVersion python;
    if (!entry.python.empty()) std::sscanf(entry.python.c_str(), "%d.%d", &python.major, &python.minor);
    for (const auto& unit : module->units()) {
      if (!entry.unit.empty() && unit.id.qualname != entry.unit) continue;
      const auto seen = std::ranges::find(observed, unit.id.qualname,
                                          [](const model::ObservedUnit& one) { return one.unit.qualname; });
      RuleContext context{*module, facts, unit, module->definition(unit), nullptr, nullptr, python};
      if (seen != observed.end()) context.observed = &*seen;
      auto found = propose_all(rules, context);
      std::ranges::move(found.candidates, std::back_inserter(all.candidates));
      std::ranges::move(found.refusals, std::back_inserter(all.refusals));
    }
    return all;
  }
};

std::string reasons(const Findings& findings) {
  std::string text;
  for (const auto& refusal : findings.refusals) text += "\n  refused: " + refusal.reason;
  return text;
}

void check_negative(const Golden& golden) {
  const auto found = golden.find(golden.entry.before);
  EXPECT_TRUE(found.candidates.empty())
      << "gives " << found.candidates.size() << ", first:\n"
      << source::apply_edits(golden.entry.before, found.candidates.front().edits).value_or("?");
  if (golden.entry.refused.empty()) return;
  const bool told = std::ranges::any_of(found.refusals, [&](const model::Refusal& refusal) {
    return refusal.reason.find(golden.entry.refused) != std::string::npos;
  });
  EXPECT_TRUE(told) << "no refusal says \"" << golden.entry.refused << "\"" << reasons(found);
}

void check_assumption(const model::Candidate& candidate, const std::string& words) {
  std::string all;
  for (const auto& assumption : candidate.assumptions) all += "\n  assumes: " + assumption;
  EXPECT_NE(all.find(words), std::string::npos) << "no assumption says \"" << words << "\"" << all;
}

/// Applies the first candidate, or all of them one after the other, and compares.
void check_positive(const Golden& golden) {
  std::string text = golden.entry.before;
  auto found = golden.find(text);
  ASSERT_FALSE(found.candidates.empty()) << "no candidate" << reasons(found);
  for (int round = 0; !found.candidates.empty(); ++round) {
    ASSERT_LT(round, 20) << "never comes to an end";
    const auto& first = found.candidates.front();
    if (!golden.entry.assurance.empty()) {
      EXPECT_EQ(model::to_string(first.assurance), golden.entry.assurance);
    }
    if (round == 0) check_assumption(first, golden.entry.assumes);
    EXPECT_FALSE(first.why.empty());
    EXPECT_EQ(first.assurance == model::Assurance::observed, !first.assumptions.empty())
        << "an observed candidate lists what it leans on, and no other does";
    const auto after = source::apply_edits(text, first.edits);
    ASSERT_TRUE(after) << after.error().describe();
    const auto before_count = found.candidates.size();
    text = *after;
    found = golden.find(text);
    EXPECT_LT(found.candidates.size(), before_count) << "proposes again:\n" << text;
    if (!golden.entry.all || found.candidates.size() >= before_count) break;
  }
  if (std::getenv("VX_GOLDEN_UPDATE") != nullptr && text != *golden.entry.after) {
    std::printf("---- %s\n```python\n%s```\n", golden.entry.title.c_str(), text.c_str());
  }
  EXPECT_EQ(text, *golden.entry.after);
}

/// Runs all cases of a page in one CPython and fails on each line that the driver prints.
void check_behaviour(const Page& page) {
  Json cases = Json::array();
  for (const auto& entry : page.cases) {
    Json one = {{"title", entry.title}, {"before", entry.before}, {"run", entry.run}};
    if (entry.after) one["after"] = *entry.after;
    cases.push_back(one);
  }
  const auto path = files::temp_directory_path() / ("velox-golden-" + page.id + ".json");
  std::ofstream(path, std::ios::binary) << json::dump(cases);
  const std::string command =
      "timeout 120 python3 " VX_SOURCE_DIR "/src/velox/rules/golden_driver.py " + path.string() + " 2>&1";
  std::FILE* pipe = popen(command.c_str(), "r");
  ASSERT_NE(pipe, nullptr);
  std::string out;
  for (char buffer[4096]; const auto n = std::fread(buffer, 1, sizeof buffer, pipe);) out.append(buffer, n);
  EXPECT_EQ(pclose(pipe), 0);
  EXPECT_EQ(out, "");
  files::remove(path);
}

class CatalogueTest : public testing::TestWithParam<std::string> {};

TEST_P(CatalogueTest, CasesHold) {
  const auto page = parse_page(GetParam(), slurp(files::path(VX_SOURCE_DIR) / "catalogue" / (GetParam() + ".md")));
  ASSERT_TRUE(page) << page.error().describe();
  int positive = 0;
  int negative = 0;
  for (const auto& entry : page->cases) {
    SCOPED_TRACE("catalogue/" + page->id + ".md:" + std::to_string(entry.line) + ": " + entry.title);
    Golden golden{builtin_rules(), entry};
    std::erase_if(golden.rules, [&](const auto& rule) { return rule->id() != page->id; });
    ASSERT_EQ(golden.rules.size(), 1u) << "no rule of this name";
    entry.after ? ++positive : ++negative;
    entry.after ? check_positive(golden) : check_negative(golden);
  }
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
