// SPDX-License-Identifier: Apache-2.0
#include "velox/rules/generalise.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "velox/base/text.hpp"
#include "velox/rules/learned_conditions.hpp"
#include "velox/rules/replacement.hpp"
#include "velox/rules/shape.hpp"
#include "velox/source/edits.hpp"

namespace velox::rules {

namespace {

constexpr int kLeastFixed = 3;  ///< nodes of a pattern that are no metavariables
constexpr std::size_t kLongestName = 12;

enum class Part { before, after };

/// The nodes at one place, of all samples.
using Row = std::vector<Node>;

bool all_of_kind(const Row& row) {
  return std::ranges::all_of(row, [&](Node node) { return node.kind() == row.front().kind(); });
}
bool all_same_code(const Row& row) {
  return std::ranges::all_of(row, [&](Node node) { return same_code(node, row.front()); });
}

// Two pieces are the same piece when their tokens are.
std::string key_of(Node node) {
  std::string key;
  const auto visit = [&](const auto& self, Node at) -> void {
    if (at.is("comment")) return;
    if (at.child_count() == 0) key += std::string(at.text()) + ' ';
    for (std::uint32_t i = 0; i < at.child_count(); ++i) self(self, at.child(i));
  };
  visit(visit, node);
  return key;
}

class Generaliser {
 public:
  explicit Generaliser(const std::vector<Sample>& samples) : samples_(samples) {}

  std::optional<PageRewrite> make() {
    PageRewrite rewrite;
    if (!side(Part::before, rewrite.before) || state_.fixed < kLeastFixed) return std::nullopt;
    if (!side(Part::after, rewrite.after)) return std::nullopt;
    rewrite.imports.assign(state_.imports.begin(), state_.imports.end());
    return rewrite;
  }

 private:
  struct State {
    std::map<std::vector<std::string>, std::string> names;  ///< of metavariables, `*` included, by what they stand for
    std::set<std::string> taken;
    std::vector<Edit> places;  ///< in the first sample's text
    std::set<std::string> imports;
    int fixed = 0;
  };

  const std::vector<Node>& nodes_of(const Sample& sample) const {
    return part_ == Part::before ? sample.change.before : sample.change.after;
  }
  const ExampleSide& side_of(const Sample& sample) const {
    return part_ == Part::before ? sample.example->before : sample.example->after;
  }

  bool side(Part part, std::string& text) {
    part_ = part;
    state_.places.clear();
    state_.fixed = 0;
    std::vector<std::vector<Node>> sequences;
    for (const Sample& sample : samples_) sequences.push_back(nodes_of(sample));
    if (!sequence(sequences, false)) return false;
    text = render();
    return true;
  }

  // The nodes of all samples side by side; with `splat` what one has more than another is left open.
  bool sequence(const std::vector<std::vector<Node>>& all, bool splat) {
    const auto shortest = std::ranges::min(all, {}, &std::vector<Node>::size).size();
    const bool same_length = std::ranges::all_of(all, [&](const auto& one) { return one.size() == shortest; });
    if (same_length) return aligned(all, 0, shortest, true);
    if (!splat) return false;
    std::size_t head = 0;
    while (head < shortest && try_row(row_at(all, head, true))) ++head;
    std::size_t tail = 0;
    while (tail < shortest - head && try_row(row_at(all, tail, false))) ++tail;
    return open_rest(all, head, tail);
  }

  static Row row_at(const std::vector<std::vector<Node>>& all, std::size_t index, bool from_front) {
    Row row;
    for (const auto& one : all) row.push_back(from_front ? one[index] : one[one.size() - 1 - index]);
    return row;
  }

  bool aligned(const std::vector<std::vector<Node>>& all, std::size_t from, std::size_t until, bool from_front) {
    for (std::size_t i = from; i < until; ++i) {
      if (!node(row_at(all, i, from_front))) return false;
    }
    return true;
  }

  // A row that generalises without becoming a metavariable as a whole.
  bool try_row(const Row& row) {
    State saved = state_;
    if (all_of_kind(row) && node(row)) return true;
    state_ = std::move(saved);
    return false;
  }

  bool open_rest(const std::vector<std::vector<Node>>& all, std::size_t head, std::size_t tail) {
    std::vector<std::string> key;
    for (const auto& one : all) {
      std::string text = "*";
      for (std::size_t i = head; i + tail < one.size(); ++i) text += key_of(one[i]) + ';';
      key.push_back(text);
    }
    const auto& first = all.front();
    if (head + tail >= first.size()) return false;  // there would be nothing to write it in place of
    const auto name = name_for(key, "rest");
    if (!name) return false;
    const model::Span span{first[head].span().begin, first[first.size() - 1 - tail].span().end};
    state_.places.push_back({span, "$*" + *name});
    return true;
  }

  bool node(Row row) {
    for (Node& one : row) one = unparen(one);
    const Node first = row.front();
    if (const auto meaning = common_meaning(row)) return fixed_name(first, *meaning);
    if (std::ranges::any_of(row, [](Node one) { return one.is("identifier") && is_name_use(one); }))
      return variable(row);
    if (!all_of_kind(row)) return variable(row);
    if (first.is("string") || first.child_count() == 0) {
      if (!all_same_code(row)) return first.is_named() && !first.is("identifier") && variable(row);
      state_.fixed += first.is_named() ? 1 : 0;
      return true;
    }
    State saved = state_;
    ++state_.fixed;
    std::vector<std::vector<Node>> parts;
    for (const Node one : row) parts.push_back(compared_parts(one));
    if (sequence(parts, is_kind(first, {"block", "argument_list", "list", "tuple"}))) return true;
    state_ = std::move(saved);
    return variable(row);
  }

  // The builtin or function of a library that all mean.
  std::optional<std::string> common_meaning(const Row& row) const {
    std::optional<std::string> meaning;
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (!is_kind(row[i], {"identifier", "attribute"})) return std::nullopt;
      if (row[i].is("identifier") && !is_name_use(row[i])) return std::nullopt;
      const auto its = side_of(samples_[i]).facts().resolve(row[i]);
      if (!its || (meaning && *meaning != *its)) return std::nullopt;
      meaning = its;
    }
    return meaning;
  }

  bool fixed_name(Node first, const std::string& meaning) {
    ++state_.fixed;
    const auto dot = meaning.rfind('.');
    if (dot == std::string::npos || part_ == Part::before) {
      state_.places.push_back({first.span(), meaning});
      return true;
    }
    state_.imports.insert(fmt::format("from {} import {}", meaning.substr(0, dot), meaning.substr(dot + 1)));
    state_.places.push_back({first.span(), meaning.substr(dot + 1)});
    return true;
  }

  bool variable(const Row& row) {
    const bool names = std::ranges::all_of(row, [](Node one) { return one.is("identifier"); });
    if (!std::ranges::all_of(row, [](Node one) { return is_expression(one); })) return false;
    std::vector<std::string> key;
    for (const Node one : row) key.push_back(key_of(one));
    const bool known = state_.names.contains(key);
    // A name that only the version after has is one that it makes up.
    if (!known && part_ == Part::after) return names;
    const auto name = name_for(key, names ? row.front().text() : std::string_view("e"));
    if (!name) return false;
    state_.places.push_back({row.front().span(), "$" + *name});
    return true;
  }

  std::optional<std::string> name_for(const std::vector<std::string>& key, std::string_view wish) {
    if (const auto known = state_.names.find(key); known != state_.names.end()) return known->second;
    if (part_ == Part::after) return std::nullopt;
    std::string stem(wish.size() <= kLongestName && !wish.starts_with('_') ? wish : "x"), name = stem;
    for (int i = 2; state_.taken.contains(name); ++i) name = fmt::format("{}{}", stem, i);
    state_.taken.insert(name);
    state_.names[key] = name;
    return name;
  }

  // The first sample's text with the metavariables in it, at the left margin.
  std::string render() const {
    const Sample& sample = samples_.front();
    const auto& nodes = nodes_of(sample);
    const std::string& bytes = side_of(sample).module().bytes();
    const model::Span whole{nodes.front().span().begin, nodes.back().span().end};
    auto edits = state_.places;
    for (Node at = nodes.front(); at; at = at.next_named()) {
      source::walk(at, [&](Node inner) {
        if (inner.is("comment")) edits.push_back({inner.span(), ""});
        return true;
      });
      if (at == nodes.back()) break;
    }
    for (auto& edit : edits) edit.span = {edit.span.begin - whole.begin, edit.span.end - whole.begin};
    const auto text = source::apply_edits(bytes.substr(whole.begin, whole.size()), std::move(edits));
    if (!text) return "";
    const std::size_t margin = nodes.front().column();
    std::string out;
    for (std::string line : text::split(*text, '\n')) {
      const std::size_t blanks = std::min(line.find_first_not_of(" \t"), line.size());
      if (blanks == line.size()) continue;
      if (!out.empty()) line.erase(0, std::min(margin, blanks));
      while (line.ends_with(' ')) line.pop_back();
      out += line + '\n';
    }
    return out;
  }

  const std::vector<Sample>& samples_;
  Part part_ = Part::before;
  State state_;
};

// The place in each sample that the pattern has to match.
std::optional<std::vector<Placed>> places_of(const Pattern& pattern, const std::vector<Sample>& samples) {
  std::vector<Placed> placed;
  for (const Sample& sample : samples) {
    auto match = pattern.match(sample.example->before.facts(), sample.change.before.front());
    if (!match) return std::nullopt;
    placed.push_back({&sample.example->before, *std::move(match)});
  }
  return placed;
}

}  // namespace

std::string build_of(const Change& change) {
  const auto one = [](const std::vector<Node>& nodes) {
    const Node root = expression_of(nodes.front());
    const auto word = UnitNodes::word(root);
    return fmt::format("{} {} {}", nodes.size() == 1 ? 1 : 2, root.kind(), is_kind(root, {"call"}) ? word : "");
  };
  return one(change.before) + " > " + one(change.after);
}

std::optional<PageRewrite> generalise(const std::vector<Sample>& samples) {
  auto rewrite = Generaliser(samples).make();
  if (!rewrite || rewrite->before == rewrite->after) return std::nullopt;
  const auto pattern = Pattern::parse(rewrite->before);
  if (!pattern || !Replacement::parse(rewrite->after, *pattern, rewrite->imports)) return std::nullopt;
  // What is left of an expression when something around one operand goes depends on where it stands: look further out.
  const auto after = PatternText::parse(rewrite->after);
  if (!after || (after->is_expression() && !PatternText::variable(after->roots().front()).empty())) return std::nullopt;
  const auto placed = places_of(*pattern, samples);
  if (!placed) return std::nullopt;
  rewrite->conditions = conditions_for(*rewrite, pattern->text().variables(), *placed);
  return rewrite;
}

}  // namespace velox::rules
