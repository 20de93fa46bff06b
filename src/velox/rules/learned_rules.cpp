// SPDX-License-Identifier: Apache-2.0
#include "velox/rules/learned_rules.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <map>

#include "velox/analysis/builtin_types.hpp"
#include "velox/analysis/scopes.hpp"
#include "velox/base/hash.hpp"
#include "velox/base/statistics.hpp"
#include "velox/base/text.hpp"
#include "velox/rules/generalise.hpp"
#include "velox/rules/pattern.hpp"
#include "velox/rules/pattern_rule.hpp"
#include "velox/rules/shape.hpp"

namespace velox::rules {

namespace {

constexpr std::string_view kLearned = "learned-";
constexpr double kUnmeasured = 1.5;       ///< factor of a rule none of whose examples was measured
constexpr std::size_t kMostCases = 6;     ///< of a page
constexpr std::size_t kMostMembers = 60;  ///< of a group that are looked at: the rest brings no more

std::string quoted_yaml(std::string text) {
  std::string out = "'";
  for (const char c : text) out += c == '\'' ? std::string("''") : c == '\n' ? std::string(" ") : std::string(1, c);
  return out + "'";
}

std::string one_line(const std::string& code) {
  std::string line;
  for (const std::string& part : text::split(code, '\n')) {
    const auto words = text::trim(part);
    if (!words.empty()) line += (line.empty() ? "" : "; ") + std::string(words);
  }
  return line;
}

// "learned-sorted-1f2e": the first word that says something, and a hash that tells it from others.
std::string id_of(const PageRewrite& rewrite) {
  std::string word;
  for (const char c : rewrite.before) {
    const bool letter = c >= 'a' && c <= 'z';
    if (letter || (c == '$' && word.empty()))
      word += c;
    else if (word.starts_with('$') || word.size() < 3 || word == "for" || word == "while" || word == "return")
      word.clear();
    else
      break;
  }
  if (word.empty() || word.starts_with('$')) word = "code";
  return fmt::format("{}{}-{}", kLearned, word, short_hash(rewrite.before + "\n" + rewrite.after, 4));
}

std::string block(const char* language, std::string code) {
  while (code.ends_with('\n')) code.pop_back();
  return fmt::format("```{}\n{}\n```\n", language, code);
}

// The page without its cases.
std::string page_text(const PageRewrite& rewrite, const std::vector<Sample>& members) {
  std::vector<double> gains;
  for (const Sample& member : members) {
    if (member.example->text.gain > 0) gains.push_back(member.example->text.gain);
  }
  const double factor = gains.empty() ? kUnmeasured : std::exp(median(gains));
  const std::string id = id_of(rewrite), before = one_line(rewrite.before), after = one_line(rewrite.after);
  std::string text = fmt::format(
      "---\nid: {}\ntitle: {}\nfamily: learned\nkind: pattern\nassurance: tested\nneeds: [types]\npython: \">=3.9\"\n"
      "factor: {:.2f}\nwhy: {}\n---\n## What it does\n`{}` becomes `{}`.\n\n## Why it is faster\n{}\n\n"
      "## When it would be wrong\nIt was learned from examples: its conditions are those that held in all of them. "
      "Each use is "
      "judged.\n\n## Rewrite\n",
      id, quoted_yaml(fmt::format("{} becomes {}", before, after)), factor,
      quoted_yaml(fmt::format("The same change was made in {} places and kept.", members.size())), before, after,
      gains.empty() ? fmt::format("{} changes like this were made for speed; none was measured here.", members.size())
                    : fmt::format("Measured in {} changes: ×{:.2f} in the middle.", gains.size(), factor));
  text += block("python", rewrite.before) + block("python", rewrite.after);
  for (const std::string& condition : rewrite.conditions) text += "- " + condition + "\n";
  for (const std::string& import : rewrite.imports) text += "- import: " + import + "\n";
  return text;
}

struct Compiled {
  Page page;
  std::unique_ptr<Rule> rule;
};

std::optional<Compiled> compile(const std::string& id, const std::string& text) {
  auto page = parse_page(id, text);
  if (!page) return std::nullopt;
  auto rule = make_pattern_rule(*page);
  if (!rule) return std::nullopt;
  return Compiled{*std::move(page), *std::move(rule)};
}

// The rule makes of the version before what the version after is.
bool fits(const Rule& rule, const ParsedExample& example) {
  const auto result = ExampleSide::parse(rewritten(rule, example.before));
  return result && alike(*result, example.after);
}

// "from collections import deque", of a function that the analyses know.
bool imports_the_library(const std::string& import) {
  const auto words = text::split(import, ' ');
  return words.size() == 4 && analysis::find_function(words[1] + "." + words[3]) != nullptr;
}

bool tells_nothing(const std::string& code, const std::vector<std::string>& imports) {
  const auto text = PatternText::parse(code);
  if (!text) return false;
  bool nothing = true;
  source::walk(text->module().root(), [&](Node node) {
    if (node.is("attribute") && !has_kind(node.field("object"), {"call", "subscript"}) &&
        analysis::find_function(node.text()) != nullptr)
      return false;                                                       // copy.deepcopy
    if (node.is("string")) nothing = nothing && node.text().size() <= 3;  // a single character
    if (node.is("identifier") && PatternText::variable(node).empty()) {
      const std::string name(node.text());
      const bool imported =
          std::ranges::any_of(imports, [&](const std::string& line) { return line.ends_with(" " + name); });
      nothing = nothing && (imported || analysis::is_builtin_name(name) || analysis::is_builtin_method(name));
    }
    return true;
  });
  return nothing;
}

class Learner {
 public:
  explicit Learner(std::vector<Sample> group) : open_(std::move(group)) {}

  std::vector<LearnedRule> learn() {
    std::vector<LearnedRule> found;
    while (open_.size() >= 3) {
      const Sample seed = open_.front();
      auto learned = from(seed);
      if (learned) found.push_back(*std::move(learned));
      // What was used, or the seed that led nowhere.
      std::erase_if(open_, [&](const Sample& one) {
        return one.example == seed.example || std::ranges::find(used_, one.example) != used_.end();
      });
    }
    return found;
  }

 private:
  std::optional<LearnedRule> from(const Sample& seed) {
    for (const Sample& partner : open_) {
      if (partner.example == seed.example) continue;
      std::vector<Sample> made_from{seed, partner};
      auto rewrite = usable(made_from);
      if (!rewrite) continue;
      std::vector<Sample> held_out;
      for (const Sample& other : open_) {
        if (other.example == seed.example || other.example == partner.example) continue;
        if (const auto compiled = compiled_from(*rewrite, made_from);
            compiled && fits(*compiled->rule, *other.example)) {
          held_out.push_back(other);
          continue;
        }
        std::vector<Sample> wider = made_from;
        wider.push_back(other);
        auto more = usable(wider);
        if (!more) continue;
        made_from = std::move(wider);
        rewrite = std::move(more);
      }
      // A wider rule has other conditions: those held out have to fit still.
      const auto last = compiled_from(*rewrite, made_from);
      std::erase_if(held_out, [&](const Sample& one) { return !last || !fits(*last->rule, *one.example); });
      if (!held_out.empty()) return write(*rewrite, made_from, held_out);
    }
    return std::nullopt;
  }

  static std::optional<Compiled> compiled_from(const PageRewrite& rewrite, const std::vector<Sample>& members) {
    return compile(id_of(rewrite), page_text(rewrite, members) + "\n## Cases\n");
  }

  // A rewrite that does right on all that it is made from.
  static std::optional<PageRewrite> usable(const std::vector<Sample>& samples) {
    auto rewrite = generalise(samples);
    if (!rewrite) return std::nullopt;
    const auto compiled = compiled_from(*rewrite, samples);
    if (!compiled) return std::nullopt;
    const bool all =
        std::ranges::all_of(samples, [&](const Sample& one) { return fits(*compiled->rule, *one.example); });
    return all ? std::move(rewrite) : std::nullopt;
  }

  std::optional<LearnedRule> write(const PageRewrite& rewrite, const std::vector<Sample>& made_from,
                                   const std::vector<Sample>& held_out) {
    std::vector<Sample> all = made_from;
    all.insert(all.end(), held_out.begin(), held_out.end());
    const auto compiled = compiled_from(rewrite, all);
    if (!compiled) return std::nullopt;
    LearnedRule learned;
    learned.text = page_text(rewrite, all) + "\n## Cases\n";
    for (const Sample& one : all) {
      used_.push_back(one.example);
      const bool unseen = std::ranges::find(held_out, one.example, &Sample::example) != held_out.end();
      (unseen ? learned.held_out : learned.learned_from).push_back(one.example->text.origin);
      if (learned.learned_from.size() + learned.held_out.size() > kMostCases) continue;
      learned.text +=
          fmt::format("\n### {}{}\n<!-- all -->\n", one.example->text.origin, unseen ? ", not learned from" : "");
      learned.text += block("python", one.example->text.before);
      learned.text += block("python", rewritten(*compiled->rule, one.example->before));
    }
    auto page = parse_page(compiled->page.id, learned.text);
    if (!page) return std::nullopt;
    learned.page = *std::move(page);
    return learned;
  }

  std::vector<Sample> open_;
  std::vector<const ParsedExample*> used_;
};

}  // namespace

std::vector<LearnedRule> learn_rules(const std::vector<Example>& examples) {
  std::vector<ParsedExample> parsed;
  for (const Example& example : examples) {
    if (auto one = ParsedExample::parse(example)) parsed.push_back(*std::move(one));
  }
  // The smallest piece that some others share: what a change has around it is tried only where that led nowhere.
  std::vector<LearnedRule> found;
  std::vector<const ParsedExample*> explained;
  for (std::size_t level = 0; level < 4; ++level) {
    std::map<std::string, std::vector<Sample>> groups;
    for (const ParsedExample& example : parsed) {
      if (std::ranges::find(explained, &example) != explained.end()) continue;
      const auto changes = changes_of(example);
      if (level >= changes.size()) continue;
      auto& group = groups[build_of(changes[level])];
      if (group.size() < kMostMembers) group.push_back({&example, changes[level]});
    }
    for (auto& [build, group] : groups) {
      for (auto& rule : Learner(std::move(group)).learn()) {
        for (const ParsedExample& example : parsed) {
          const auto is_its = [&](const auto& origins) {
            return std::ranges::find(origins, example.text.origin) != origins.end();
          };
          if (is_its(rule.learned_from) || is_its(rule.held_out)) explained.push_back(&example);
        }
        found.push_back(std::move(rule));
      }
    }
  }
  return found;
}

bool is_learned(std::string_view id) {
  return id.starts_with(kLearned) &&
         std::ranges::all_of(id, [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; });
}

bool is_shareable(const Page& page) {
  if (!page.cases.empty() && page.rewrites.empty()) return false;
  return std::ranges::all_of(page.rewrites, [](const PageRewrite& rewrite) {
    return tells_nothing(rewrite.before, {}) && tells_nothing(rewrite.after, rewrite.imports) &&
           std::ranges::all_of(rewrite.imports, imports_the_library);
  });
}

}  // namespace velox::rules
