// SPDX-License-Identifier: Apache-2.0
// Problem: `os.getenv("MODE")`, `os.path.exists(folder)`, `platform.system()` in a loop ask the system, or decode a text, each time.
// Idea: ask once, in front of the furthest loop in which the question stays the same.
// Limits: nothing but observation can say that the answer stays the same, so that an assumption is listed; a loop that waits, or
// that visibly changes what is asked for, is left alone.
#include <algorithm>
#include <array>

#include "velox/rules/all_rules.hpp"
#include "velox/rules/hoisting.hpp"
#include "velox/rules/rounds.hpp"
#include "velox/rules/shape.hpp"

namespace velox::rules {
namespace {

enum class About { process, environment, files };

struct Question {
  std::string_view name;  ///< dotted
  About about;
  std::size_t least, most;  ///< positional arguments
  std::string_view word;    ///< of the name for its answer
};

/// Functions that raise for no text or number that they are given.
constexpr std::array<Question, 16> kQuestions{{
    {"os.getenv", About::environment, 1, 2, "env"},
    {"os.environ.get", About::environment, 1, 2, "env"},
    {"os.getpid", About::process, 0, 0, "pid"},
    {"os.cpu_count", About::process, 0, 0, "cpus"},
    {"os.path.exists", About::files, 1, 1, "exists"},
    {"os.path.isfile", About::files, 1, 1, "is_file"},
    {"os.path.isdir", About::files, 1, 1, "is_folder"},
    {"os.path.expanduser", About::environment, 1, 1, "expanded"},
    {"platform.system", About::process, 0, 0, "system_name"},
    {"platform.machine", About::process, 0, 0, "machine_name"},
    {"platform.node", About::process, 0, 0, "node_name"},
    {"platform.python_version", About::process, 0, 0, "version"},
    {"socket.gethostname", About::process, 0, 0, "host_name"},
    {"sys.getrecursionlimit", About::process, 0, 0, "recursion_limit"},
    {"sys.getdefaultencoding", About::process, 0, 0, "encoding"},
    {"tempfile.gettempdir", About::process, 0, 0, "temporary_folder"},
}};

/// The furthest loop in which the question stays the same, and the statement in front of which it can be asked.
struct Place {
  Node loop, anchor;
};

class SystemQuery final : public Rule {
 public:
  std::string_view id() const override { return "hoist-system-query"; }

  void propose(const RuleContext& context, Findings& findings) const override {
    std::vector<Node> done;
    for (const Node& node : context.nodes.of_kind("call")) {
      const auto call = as_call(node);
      const Question* question = call && call->plain ? question_of(context, *call) : nullptr;
      if (!question || inside_any(node, done) || repeating(node, context.definition).empty()) continue;
      consider(context, *call, *question, done, findings);
    }
  }

 private:
  static const Question* question_of(const RuleContext& context, const Call& call) {
    const auto name = context.facts.resolve(call.function);
    if (!name || !call.keywords.empty()) return nullptr;
    const auto found = std::ranges::find(kQuestions, *name, [](const Question& one) { return std::string(one.name); });
    if (found == kQuestions.end() || call.args.size() < found->least || call.args.size() > found->most) return nullptr;
    return found;
  }

  static void consider(const RuleContext& context, const Call& call, const Question& question, std::vector<Node>& done,
                       Findings& findings) {
    const auto place = place_of(context, call, question, findings);
    if (!place) return;
    if (context.observed == nullptr)
      return refuse(findings, call.node, "only a run can tell whether " + quoted(call.node) + " stays the same");
    for (const Node& argument : call.args)
      if (!surely_bound(context, argument, place->anchor))
        return refuse(findings, call.node,
                      quoted(argument) + " is not known to be bound in front of the loop" + on_line(place->loop));
    if (seen_turns(context, call.node, place->anchor).value_or(1) == 0)
      return refuse(findings, call.node, "the loop was seen to have no rounds");
    Claim claim;
    claim.assume(quoted(call.node) + " gives the same all the time that the loop" + on_line(place->loop) +
                 " runs, and does not raise");
    emit(context, call, question, *place, claim, done, findings);
  }

  static std::optional<Place> place_of(const RuleContext& context, const Call& call, const Question& question,
                                       Findings& findings) {
    std::optional<Place> place;
    for (const Node& loop : repeating(call.node, context.definition)) {
      if (place && inside(loop, place->anchor)) continue;
      const bool stays = std::ranges::all_of(call.args, [&](const Node& argument) {
        return is_constant(argument) || (is_path(argument) && stays_same(context, argument, loop));
      });
      if (!stays) break;
      if (const Node culprit = changed_by(context, question, loop)) {
        if (!place)
          refuse(findings, call.node,
                 quoted(culprit) + on_line(culprit) + " may change what " + quoted(call.node) + " gives");
        break;
      }
      const Node anchor = is_loop(loop) ? loop : statement_of(loop);
      if (!anchor || !owns_line(context.module, anchor)) break;
      place = Place{loop, anchor};
    }
    return place;
  }

  /// The loop binds neither the name nor an attribute of that name: texts and numbers cannot change otherwise.
  static bool stays_same(const RuleContext& context, Node argument, Node loop) {
    Node root = argument;
    while (root.is("attribute")) root = root.field("object");
    const Binding* binding = context.facts.binding(root);
    if (!binding || binding->written_elsewhere) return false;
    bool stays = std::ranges::none_of(binding->stores, [&](const Node& store) { return inside(store, loop); });
    if (!argument.is("attribute")) return stays;
    source::walk(loop, [&](Node node) {
      for (const Node& target : parts_of_target(node.field("left")))
        stays = stays && !(target.is("attribute") && same_code(target.field("attribute"), argument.field("attribute")));
      return stays;
    });
    return stays;
  }

  /// Code in the loop that waits for a change, or makes one. For files anything that may write is enough.
  static Node changed_by(const RuleContext& context, const Question& question, Node loop) {
    Node found;
    source::walk(loop, [&](Node node) {
      if (found) return false;
      if (is_kind(node, {"await", "yield"})) found = node;
      if (const auto call = as_call(node); call && !question_of(context, *call) && changes(question, call->name))
        found = node;
      const bool environ = node.is("attribute") && context.facts.resolve(node) == "os.environ";
      if (environ && question.about == About::environment && !is_asked(node)) found = node;
      return !found;
    });
    return found;
  }

  /// By the name of what is called; for files anything that makes, moves or removes one.
  static bool changes(const Question& question, std::string_view called) {
    if (one_of(called, {"sleep", "wait", "acquire", "select", "poll", "recv", "run", "call", "Popen", "system",
                        "check_call", "check_output", "communicate", "fork", "chdir"}))
      return true;
    if (question.about == About::environment) return one_of(called, {"putenv", "unsetenv", "setenv"});
    return question.about == About::files &&
           one_of(called,
                  {"open", "mkdir", "makedirs", "remove", "unlink", "rename", "rmdir", "rmtree", "touch", "copyfile",
                   "copytree", "symlink", "mkstemp", "mkdtemp", "write_text", "write_bytes", "extractall"});
  }

  /// `os.environ.get(...)`, or an item that is read.
  static bool is_asked(Node environ) {
    const Node parent = environ.parent();
    if (parent.is("attribute")) return parent.field("attribute").text() == "get";
    if (parent.is("comparison_operator")) return true;
    if (!parent.is("subscript")) return false;
    const Node around = parent.parent();
    return !around.is("delete_statement") && !(around.field("left") == parent && around.field("right"));
  }

  static void emit(const RuleContext& context, const Call& call, const Question& question, const Place& place,
                   const Claim& claim, std::vector<Node>& done, Findings& findings) {
    const auto name = context.facts.fresh_name(context.definition.field("body"), name_for(call, question));
    const auto line = insert_before(context.module, place.anchor, {name + " = " + std::string(call.node.text())});
    if (!line) return;
    std::vector<Edit> edits{*line};
    for (const Node& other : context.nodes.of_kind("call")) {
      if (!inside(other, place.anchor) || !same_code(other, call.node)) continue;
      const auto loops = repeating(other, context.definition);
      if (std::ranges::find(loops, place.loop) == loops.end()) continue;
      edits.push_back(replace(other, name));
      done.push_back(other);
    }
    findings.candidates.push_back(make_candidate(
        call.node, claim, quoted(call.node) + " asks the system in each round; once, in front of the loop, is enough.",
        std::move(edits)));
  }

  /// "mode_env" of `os.getenv("MODE")`, "folder_exists" of `os.path.exists(folder)`.
  static std::string name_for(const Call& call, const Question& question) {
    if (call.args.empty()) return std::string(question.word);
    const auto literal = string_literal(call.args[0]);
    std::string stem;
    for (const char c : literal ? literal->value : stem_of(call.args[0])) {
      const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || (c >= '0' && c <= '9');
      if (letter) stem += static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
    }
    const bool usable = !stem.empty() && stem.size() < 24 && (stem[0] < '0' || stem[0] > '9');
    return (usable ? stem + "_" : std::string()) + std::string(question.word);
  }
};

}  // namespace

std::unique_ptr<Rule> make_hoist_system_query() { return std::make_unique<SystemQuery>(); }

}  // namespace velox::rules
