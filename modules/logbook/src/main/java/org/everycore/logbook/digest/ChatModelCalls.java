package org.everycore.logbook.digest;

import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.output.TokenUsage;

/** Calls to a chat model; the only class that knows the client library, so that it is loaded on the first call only. */
final class ChatModelCalls {
    private final OpenAiChatModel model;

    ChatModelCalls(ModelOptions options) {
        model = OpenAiChatModel.builder()
                .baseUrl(options.url().toString())
                .apiKey(options.key())
                .modelName(options.model())
                .timeout(options.timeout())
                .maxRetries(options.retries())
                .maxTokens(options.mostTokens())
                .temperature(0.3)
                .build();
    }

    /** A model's text and what it took. */
    record Answer(String text, long tokensIn, long tokensOut) {}

    Answer ask(String prompt) {
        ChatResponse response = model.chat(SystemMessage.from(Prompt.SYSTEM), UserMessage.from(prompt));
        TokenUsage usage = response.tokenUsage();
        String text = response.aiMessage().text();
        return new Answer(
                text == null ? "" : text,
                tokens(usage == null ? null : usage.inputTokenCount(), Prompt.tokens(prompt)),
                tokens(usage == null ? null : usage.outputTokenCount(), text == null ? 0 : text.length()));
    }

    private static long tokens(Integer counted, long otherwise) {
        return counted == null ? otherwise : counted;
    }
}
