// SPDX-License-Identifier: Apache-2.0
#include "velox/rules/pattern.hpp"

#include <algorithm>
#include <cctype>

#include "velox/rules/shape.hpp"

namespace velox::rules {

namespace {

constexpr std::string_view kOne = "vx_one_", kAll = "vx_all_";

bool is_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

/// `$x` and `$*x` as identifiers; those inside of strings are text, except in f-strings.
Result<std::string> spelled(std::string_view text) {
  std::string out;
  char quote = '\0';
  bool formatted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '"' || c == '\'') {
      if (quote == '\0') {
        quote = c;
        formatted = i > 0 && (text[i - 1] == 'f' || text[i - 1] == 'F');
      } else if (c == quote) {
        quote = '\0';
      }
    }
    if (c != '$' || (quote != '\0' && !formatted)) {
      out += c;
      continue;
    }
    const bool all = i + 1 < text.size() && text[i + 1] == '*';
    const std::size_t begin = i + (all ? 2 : 1);
    std::size_t end = begin;
    while (end < text.size() && is_word(text[end])) ++end;
    if (end == begin) return fail(ErrorCode::invalid, "a `$` without the name of a metavariable");
    out += all ? kAll : kOne;
    out += text.substr(begin, end - begin);
    i = end - 1;
  }
  return out;
}

/// Operators and key words tell statements and expressions of one kind apart; brackets and commas do not.
bool tells(Node token, Node around) {
  if (token.is(":") && around.is("slice")) return true;  // `[::-1]` is not `[-1:]`
  return !is_kind(token, {",", "(", ")", "[", "]", "{", "}", ":", ";"});
}

bool is_global_name(Node pattern) {
  while (pattern.is("attribute")) pattern = pattern.field("object");
  return pattern.is("identifier") && PatternText::variable(pattern).empty();
}

class Matcher {
 public:
  Matcher(const Facts& facts, Match& match) : facts_(facts), match_(match) {}

  bool node(Node pattern, Node code) {
    pattern = unparen(pattern);
    code = unparen(code);
    if (const auto name = PatternText::variable(pattern); !name.empty()) return bind(name, code);
    if (is_global_name(pattern) && !is_label(pattern)) return means(code, pattern.text());
    if (pattern.is("argument_list") && code.is("generator_expression")) return only_argument(pattern, code);
    if (pattern.code() != code.code()) return false;
    if (pattern.is("string") && !contains_kind(pattern, "interpolation")) return same_string(pattern, code);
    if (pattern.child_count() == 0 || is_plain_text(pattern)) return pattern.text() == code.text();
    if (pattern.is("subscript") && only_index(pattern) && !only_index(code)) return false;
    return sequence(compared_parts(pattern), compared_parts(code));
  }

  /// False when the kinds alone tell that the roots of a pattern do not match what begins at `at`.
  static bool may_begin(const std::vector<Node>& roots, Node at) {
    const auto* found = at.flat();
    if (found == nullptr) return true;
    auto code = at.index();
    for (const Node& root : roots) {
      if (root.flat() == nullptr) return true;
      if (code == source::kNone || !may_be(*root.flat(), root.index(), *found, code)) return false;
      code = found->next(code);
    }
    return true;
  }

  bool sequence(const std::vector<Node>& pattern, const std::vector<Node>& code) {
    const auto splat = std::ranges::find_if(pattern, [](Node part) { return !PatternText::splat(part).empty(); });
    if (splat == pattern.end()) return pattern.size() == code.size() && each(pattern, code);
    const auto before = static_cast<std::size_t>(splat - pattern.begin()), after = pattern.size() - before - 1;
    if (code.size() < before + after) return false;
    const auto from = code.begin() + static_cast<std::ptrdiff_t>(before);
    const auto until = code.end() - static_cast<std::ptrdiff_t>(after);
    return each({pattern.begin(), splat}, {code.begin(), from}) &&
           each({splat + 1, pattern.end()}, {until, code.end()}) && bind_all(PatternText::splat(*splat), {from, until});
  }

 private:
  bool each(const std::vector<Node>& pattern, const std::vector<Node>& code) {
    return std::ranges::equal(pattern, code, [&](Node a, Node b) { return node(a, b); });
  }

  /// Whether the kinds of what is in two nodes of the same kind let them match. Nearly all that are looked at end here, without
  /// lists of their parts.
  static bool may_fit(const source::FlatTree& wanted, source::NodeIndex pattern, const source::FlatTree& found,
                      source::NodeIndex code) {
    auto left = wanted.first(pattern), right = found.first(code);
    for (; left != source::kNone; left = wanted.next(left), right = found.next(right)) {
      if (!PatternText::splat(wanted.node(left)).empty()) return true;  // any number of them
      if (right == source::kNone || !may_be(wanted, left, found, right)) return false;
    }
    return right == source::kNone;
  }

  static bool may_be(const source::FlatTree& wanted, source::NodeIndex pattern, const source::FlatTree& found,
                     source::NodeIndex code) {
    using source::Kind;
    pattern = wanted.strip(pattern), code = found.strip(code);
    const auto kind = wanted.kind(pattern), other = found.kind(code);
    if (kind == Kind::identifier_k && !PatternText::variable(wanted.node(pattern)).empty()) return true;
    if (wanted.field_of(pattern) == source::Field::attribute) return wanted.text(pattern) == found.text(code);
    const auto is_name = [](Kind one) { return one == Kind::identifier_k || one == Kind::attribute_k; };
    if (kind == Kind::attribute_k && is_global_name(wanted.node(pattern))) return is_name(other);
    if (kind == Kind::identifier_k) return is_name(other);
    if (kind == Kind::argument_list_k && other == Kind::generator_expression_k) return true;
    return kind == other &&
           (kind == Kind::string_k || wanted.first(pattern) == source::kNone || may_fit(wanted, pattern, found, code));
  }

  /// A part of an f-string of which the tree does not have all characters.
  static bool is_plain_text(Node part) {
    return is_kind(part, {"string_content", "format_specifier"}) && !contains_kind(part, "interpolation") &&
           !contains_kind(part, "format_expression");
  }

  /// The name of an attribute or keyword: a text, not something that is looked up.
  static bool is_label(Node name) { return name.is("identifier") && !is_name_use(name); }

  bool means(Node code, std::string_view name) const {
    if (!code.is("identifier") && !code.is("attribute")) return false;
    const auto meaning = facts_.resolve(code);
    return meaning && *meaning == name;
  }

  bool only_argument(Node pattern, Node code) {
    const auto items = pattern.items();
    return items.size() == 1 && node(items.front(), code);
  }

  static bool same_string(Node pattern, Node code) {
    const auto a = string_literal(pattern), b = string_literal(code);
    if (a && b) return a->value == b->value && a->bytes == b->bytes && a->raw == b->raw;
    return pattern.text() == code.text();
  }

  bool bind(std::string_view name, Node code) {
    if (!code.is_named() || is_kind(code, {"list_splat", "dictionary_splat", "keyword_argument"})) return false;
    const auto [known, added] = match_.variables.try_emplace(std::string(name), std::vector{code});
    return added || (known->second.size() == 1 && same_code(known->second.front(), code));
  }

  bool bind_all(std::string_view name, std::vector<Node> code) {
    return match_.variables.try_emplace(std::string(name), std::move(code)).second;
  }

  const Facts& facts_;
  Match& match_;
};

/// The word that every match begins with; empty when it may be any.
std::string word_of(Node root) {
  const auto word = UnitNodes::word(root);
  if (word == "identifier" || word == "attribute")
    return {};  // an assignment of anything, or of a name under any alias
  return word.starts_with(kOne) || word.starts_with(kAll) ? std::string() : std::string(word);
}

}  // namespace

std::vector<Node> compared_parts(Node node) {
  std::vector<Node> parts;
  for (const Node& child : node.children()) {
    if (child.is("comment") || (!child.is_named() && !tells(child, node))) continue;
    parts.push_back(child);
  }
  return parts;
}

Node Match::one(std::string_view name) const {
  const auto found = variables.find(name);
  return found != variables.end() && found->second.size() == 1 ? found->second.front() : Node();
}

Result<PatternText> PatternText::parse(std::string_view text) {
  auto module = VX_TRY(source::ParsedModule::parse(VX_TRY(spelled(text)), "pattern"));
  if (module.syntax_error()) return fail(ErrorCode::invalid, "it is no Python: " + module.syntax_error()->message);
  PatternText parsed;
  parsed.module_ = std::make_shared<const source::ParsedModule>(std::move(module));
  parsed.roots_ = parsed.module_->root().items();
  if (parsed.roots_.empty()) return fail(ErrorCode::invalid, "it is empty");
  const Node only = parsed.roots_.size() == 1 ? expression_of(parsed.roots_.front()) : Node();
  parsed.expression_ = parsed.roots_.front().is("expression_statement") && only && !only.is("expression_statement") &&
                       !is_kind(only, {"assignment", "augmented_assignment"});
  if (parsed.expression_) parsed.roots_.front() = unparen(only);
  return parsed;
}

std::string_view PatternText::variable(Node identifier) {
  if (!identifier.is("identifier")) return {};
  const auto text = identifier.text();
  if (text.starts_with(kOne)) return text.substr(kOne.size());
  return text.starts_with(kAll) ? text.substr(kAll.size()) : std::string_view();
}

std::string_view PatternText::splat(Node item) {
  const Node name = expression_of(item);
  return name.is("identifier") && name.text().starts_with(kAll) ? variable(name) : std::string_view();
}

std::vector<std::string> PatternText::variables() const {
  std::vector<std::string> names;
  source::walk(module_->root(), [&](Node node) {
    if (const auto name = variable(node); !name.empty()) names.emplace_back(name);
    return true;
  });
  std::ranges::sort(names);
  names.erase(std::ranges::unique(names).begin(), names.end());
  return names;
}

Result<Pattern> Pattern::parse(std::string_view text) {
  Pattern pattern;
  pattern.text_ = VX_TRY(PatternText::parse(text));
  const Node root = pattern.text_.roots().front();
  if (!PatternText::variable(expression_of(root)).empty())
    return fail(ErrorCode::invalid, "it matches everything: it begins with a metavariable alone");
  pattern.word_ = word_of(root);
  return pattern;
}

std::optional<Match> Pattern::match(const Facts& facts, Node at) const {
  if (!Matcher::may_begin(text_.roots(), at)) return std::nullopt;
  Match match;
  Matcher matcher(facts, match);
  for (const Node& root : text_.roots()) {
    while (at.is("comment")) at = at.next_named();
    if (!at || !matcher.node(root, at)) return std::nullopt;
    match.nodes.push_back(at);
    at = at.next_named();
  }
  return match;
}

}  // namespace velox::rules
